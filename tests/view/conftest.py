"""Tests of the window need no window; SDL draws into memory."""

import os
import sys

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"


@pytest.fixture(autouse=True)
def _english() -> None:
    """Let games that scenes share speak English again, whatever the test before looked at."""
    scenes = sys.modules.get("tests.view.scenes")
    if scenes is not None:
        for sitting in scenes.SHARED:
            sitting.messages = scenes.load_messages()
