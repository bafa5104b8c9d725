"""Settings that all tests share: generated cases are the same on every machine and every day.

`--hypothesis-profile soak` (tools/soak.py) tries the full counts instead, each time from the seed
that `--hypothesis-seed` gives.
"""

import gc
import os

import pytest
from hypothesis import is_hypothesis_test, settings

FULL = int(os.environ.get("REALM_SOAK_EXAMPLES", "2000"))
"""Cases of each property under the profile `soak`, unless the test itself asks for more."""

settings.register_profile("realm", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "soak", settings.get_profile("realm"), derandomize=False, database=None, max_examples=FULL
)
settings.load_profile("realm")


gc.set_threshold(50_000, 20, 100)
"""Modules and what tests keep are hundreds of thousands of objects, and looking through them for
rubbish as often as Python does by itself takes a sixth of the time."""


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for rubbish."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the slow, so that no process works on one while the others have nothing left.

    Under the profile `soak`, raise the counts that tests ask for themselves, and note them.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if config.getoption("hypothesis_profile", None) != "soak":
        return
    for item in items:
        test = getattr(item, "obj", None)
        if not is_hypothesis_test(test):
            continue
        own = test._hypothesis_internal_use_settings
        test._hypothesis_internal_use_settings = settings(own, max_examples=FULL)
        item.user_properties.append(("examples", FULL))
