"""Word documents (.docx) of the packs: the only door to python-docx and to lxml."""
