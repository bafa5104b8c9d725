"""Fingerprints: one short text that differs as soon as one bit of a state does."""

import dataclasses
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import numpy as np

DIGITS = 32


def fingerprint(holder: Any) -> str:
    """Hash all fields of a dataclass of arrays and whole numbers, e.g. a State.

    Fields count in the order of their declaration, with name, type, shape and bytes; neither the
    memory layout of an array nor the byte order of the machine matters.
    """
    whole = _hash()
    for f in dataclasses.fields(holder):
        value = np.asarray(getattr(holder, f.name))
        plain = np.ascontiguousarray(value.astype(value.dtype.newbyteorder("<"), copy=False))
        whole.update(f"{f.name} {value.dtype.kind}{value.dtype.itemsize} {value.shape}\n".encode())
        whole.update(plain.tobytes())
    return whole.hexdigest()


def layout(holder: Any) -> str:
    """Hash what fields a dataclass has and how they are declared, not what they hold."""
    whole = _hash()
    for f in dataclasses.fields(holder):
        whole.update(f"{f.name} {f.metadata.get('axes', '')}\n".encode())
    return whole.hexdigest()


def fingerprint_of_files(files: Mapping[str, bytes]) -> str:
    """Hash files by name and content, in the order given, the same for either kind of line end."""
    whole = _hash()
    for name, data in files.items():
        plain = data.replace(b"\r\n", b"\n")
        whole.update(f"{name} {len(plain)}\n".encode())
        whole.update(plain)
    return whole.hexdigest()


def _hash() -> "blake2b":
    return blake2b(digest_size=DIGITS // 2)
