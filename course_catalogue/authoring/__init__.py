"""Commands that write for an author: init."""
