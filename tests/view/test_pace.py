"""The memory is swept when nothing else is done, and what stays is left out."""

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from realm.view import pace


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)


class Ring:
    """Knows itself, so that only a sweep takes it away."""

    def __init__(self) -> None:
        self.next = self


def _lost() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


def test_the_memory_is_swept_after_a_short_round_if_that_is_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gc.disable()  # no sweep but that which is asked for
    try:
        lost = _lost()
        monkeypatch.setattr(pace, "OLD", -1)
        assert not pace.rest(2 * pace.IDLE), "a long round is not made longer"
        assert lost() is not None
        monkeypatch.setattr(pace, "OLD", 10**9)
        assert not pace.rest(0.0), "not due yet"
        monkeypatch.setattr(pace, "OLD", -1)
        assert pace.rest(0.0)
        assert lost() is None
    finally:
        gc.enable()


def test_full_sweeps_come_only_when_the_loop_rests() -> None:
    pace.keep()
    full: list[int] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            full.append(1)

    gc.callbacks.append(told)
    try:
        kept = [[] for _ in range(700 * 11 * 14)]  # Python's own would have swept it all by now
        assert gc.get_count()[2] > pace.OLD
        assert not full
        assert pace.rest(0.0)
        assert full
    finally:
        gc.callbacks.remove(told)
    assert kept


def test_what_stays_is_not_swept() -> None:
    before = gc.get_freeze_count()
    made = pace.to_stay(lambda: [Ring() for _ in range(100)])
    assert gc.get_freeze_count() >= before + 100
    assert gc.isenabled()
    assert len(made) == 100
