"""Pictures of contributors: read by a child process, and only what that has drawn anew is ever shown."""
