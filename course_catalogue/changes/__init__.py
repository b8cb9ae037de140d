"""A change as a whole: the catalogue before it and after it, and what the author of a change may not do."""
