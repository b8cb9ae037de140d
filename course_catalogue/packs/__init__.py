"""Printed packs by Typst: the lesson pack of a series course, the study handbook of a premium course."""
