"""The platform tag names what the last bit of a number depends on."""

import os
import platform
import subprocess
import sys

import numpy as np
import pytest
import scipy

from realm.core.platform_tag import platform_tag


def tag_with(**env: str) -> str:
    code = "from realm.core.platform_tag import platform_tag; print(platform_tag())"
    command = [sys.executable, "-c", code]
    return subprocess.check_output(command, env={**os.environ, **env}, text=True).strip()


def test_it_names_system_architecture_and_minor_versions() -> None:
    tag = platform_tag()

    assert tag.startswith(f"{sys.platform}-{platform.machine().lower()}-")
    assert f"-numpy{'.'.join(np.__version__.split('.')[:2])}-scipy" in tag
    assert tag.endswith(f"-scipy{'.'.join(scipy.__version__.split('.')[:2])}")
    assert " " not in tag


def test_it_is_the_same_in_another_process() -> None:
    assert tag_with() == platform_tag()


def test_cpu_features_that_are_switched_off_do_not_count() -> None:
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    features = simd.get("found", [])
    if not features:
        pytest.skip("this numpy has nothing to switch off here")

    assert tag_with(NPY_DISABLE_CPU_FEATURES=" ".join(features)) != platform_tag()
