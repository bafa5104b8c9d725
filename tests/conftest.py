"""Settings that all tests share: generated cases are the same on every machine and every day.

`--hypothesis-profile soak` (tools/soak.py) tries the full counts instead, each time from the seed
that `--hypothesis-seed` gives.
"""

import gc
import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

FULL = int(os.environ.get("REALM_SOAK_EXAMPLES", "2000"))
"""Cases of each property under the profile `soak`, unless the test itself asks for more."""

QUICK = "not slow"
FEWEST = 5
"""Cases that each property is tried on at least."""

settings.register_profile("realm", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "soak", settings.get_profile("realm"), derandomize=False, database=None, max_examples=FULL
)
settings.load_profile("realm")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what stands before a &
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what tests start inherits it


gc.set_threshold(50_000, 20, 100)
"""Modules and what tests keep are hundreds of thousands of objects, and looking through them for
rubbish as often as Python does by itself takes a sixth of the time."""


MEMORY = Path("/dev/shm")
ROOM = 4e9
"""Bytes that must be free in memory for files of tests to lie there."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep temporary files in memory where there is room: journals wait for the disk at each word.

    What a process that is killed has written is there all the same; only power loss is not tried.
    """
    given = config.option.basetemp or os.environ.get("PYTEST_DEBUG_TEMPROOT")
    if not given and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for rubbish."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the slow, so that no process works on one while the others have nothing left.

    Raise the counts of cases for the soak, note them for its report, and lower them for who wants
    an answer soon: all are tried where the slow tests run, too.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    soak = config.getoption("hypothesis_profile", None) == "soak"
    if not soak and config.option.markexpr != QUICK:
        return
    for item in items:
        test = getattr(item, "obj", None)
        if not is_hypothesis_test(test):
            continue
        own = test._hypothesis_internal_use_settings or settings.get_profile("realm")
        count = FULL if soak else max(FEWEST, own.max_examples // 3)
        test._hypothesis_internal_use_settings = settings(own, max_examples=count)
        if soak:
            item.user_properties.append(("examples", FULL))
