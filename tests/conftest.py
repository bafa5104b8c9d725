"""Settings that all tests share: generated cases are the same on every machine and every day.

`--hypothesis-profile soak` (tools/soak.py) tries the full counts instead, each time from the seed
that `--hypothesis-seed` gives.
"""

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Raise the counts that tests ask for themselves; note them for the report."""
    if config.getoption("hypothesis_profile", None) != "soak":
        return
    for item in items:
        test = getattr(item, "obj", None)
        if not is_hypothesis_test(test):
            continue
        own = test._hypothesis_internal_use_settings
        test._hypothesis_internal_use_settings = settings(own, max_examples=FULL)
        item.user_properties.append(("examples", FULL))
