"""Bring what authors write into the form of names."""

import re


def as_id(name: str) -> str:
    """Bring a name to the form of an id, as far as its letters allow.

    >>> as_id("North Mine (2)")
    'north_mine_2'
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
