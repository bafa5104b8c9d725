"""Checksums: what the files of a batch were when they were written, as `sha256sum -c` reads it.

A line is added before its file is renamed into place, so a file that is there has one, whenever the
process is killed; a torn last line is no line. At the end the lines are sorted, so that the same
results have the same checksums in whatever order they came.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

CHECKSUMS = "checksums.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


def checksum(data: bytes) -> str:
    """Hash what a file holds."""
    return hashlib.sha256(data).hexdigest()


def checksum_of(path: Path) -> str:
    """Hash a file without holding it.

    Raises:
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def listed(text: str) -> dict[str, str]:
    """Read checksums by the names of their files; of two lines for a file the later one counts."""
    whole = (_LINE.fullmatch(line) for line in text.split("\n")[:-1])
    return {match[2]: match[1] for match in whole if match}


def lines(sums: Mapping[str, str]) -> str:
    """Write checksums, by name."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def add(path: Path, name: str, data: bytes) -> str:
    """Add a line, wait until it is on the disk, and return the checksum.

    Raises:
        OSError: when there is no room.
    """
    found = checksum(data)
    with path.open("ab") as file:
        file.write(lines({name: found}).encode())
        file.flush()
        os.fsync(file.fileno())
    return found
