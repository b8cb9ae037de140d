"""The catalogue for machines and for taking along: JSON, tables, linked data, feed, offline copy."""
