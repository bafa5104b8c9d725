"""The story of June to August 2025 comes out of strategies alone, and only with its causes."""

import pytest
from tools.story import RARE, WANTED, stories

WORLDS = 200


@pytest.mark.slow
def test_the_story_appears_in_most_worlds_and_not_without_its_causes() -> None:
    as_shipped, *without = stories(worlds=WORLDS).values()

    assert WANTED[0] <= as_shipped.rate <= WANTED[1], as_shipped.reached
    assert all(story.rate < RARE for story in without)
    # What is missing is its beginning: nobody tells the state miner to stop.
    assert all(story.ever[0] < RARE for story in without)


def test_a_few_worlds_tell_it_in_order() -> None:
    as_shipped, *without = stories(worlds=12, seed=3).values()

    assert as_shipped.rate > 0.25
    assert list(as_shipped.reached) == sorted(as_shipped.reached, reverse=True)
    assert not any(story.rate for story in without)
