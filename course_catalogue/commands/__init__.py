"""The commands of build.py by family; what only one of them needs is imported in it."""
