"""The platform tag: on which machines the same game has the same bits."""

import os
import platform
import sys
from functools import cache

import numpy as np
import scipy


@cache
def platform_tag() -> str:
    """Name what the last bit of a result depends on besides the rules.

    That is the operating system and its C library, the architecture, the highest set of CPU
    features that numpy makes use of (`NPY_DISABLE_CPU_FEATURES` lowers it), and the minor versions
    of numpy and scipy. Where two tags are equal a game is the same to the bit; elsewhere accepted
    actions and discrete outcomes are the same, and numbers to 1e-6.
    """
    parts = [sys.platform, platform.machine().lower(), _libc(), _cpu()]
    parts += [f"numpy{_minor(np.__version__)}", f"scipy{_minor(scipy.__version__)}"]
    return "-".join(part for part in parts if part)


def _libc() -> str:
    """Name the C library, whose `exp` and `pow` numpy falls back on."""
    if sys.platform == "darwin":
        return f"macos{platform.mac_ver()[0].partition('.')[0]}"
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").replace(" ", "")
    except (AttributeError, OSError, ValueError):
        return ""


def _cpu() -> str:
    """Name the highest set of CPU features in use, of those this numpy was built for."""
    simd = np.show_config(mode="dicts").get("SIMD Extensions", {})
    names = simd.get("found") or simd.get("baseline") or ["plain"]
    return str(names[-1])


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])
