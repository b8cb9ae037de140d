"""What runs on the hosts beside the commands: the pull request's comment and its preview. Standard library only."""
