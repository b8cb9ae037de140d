"""What a school needs to choose with: the facts of every listed course, for scripts of the browser."""
