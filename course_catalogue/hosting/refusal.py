"""Why something that came with a pull request is not used."""

from __future__ import annotations


class Refused(Exception):
    """The message is one Chinese line without any text of the pull request's author."""
