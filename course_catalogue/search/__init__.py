"""The static search of the catalogue page: an index in files that a browser loads piece by piece."""
