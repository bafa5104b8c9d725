"""That trust fell for goods which went round a curb says what was found, and what that is."""

import pytest
from tests.view.scenes import _sitting

from realm.play.match import Match
from realm.rules.event import Event
from realm.rules.event_deals import MOVED
from realm.view.messages import load_messages
from realm.view.picture import of_grey, of_help, of_news
from realm.view.picture.of_grey import grey_lines
from realm.view.picture.of_news import told
from realm.view.picture.page import Told

ENGLISH = load_messages()


def event(kind: str, *actors: str, driver: str = "", text: str = "", month: int = 4) -> Event:
    return Event(
        month=month, kind=kind, actors=actors, subject="x", size=1.0, text=text, driver=driver,
        importance=1.0,
    )  # fmt: skip


@pytest.fixture
def match(monkeypatch: pytest.MonkeyPatch) -> Match:
    found = [
        event("transshipment", "china", "india", text="China finds that magnets reached India"),
        event("transshipment", "china", "japan", text="China finds that oxide reached Japan"),
        event("deal", "china", "india", text="They agree"),
    ]
    monkeypatch.setattr(of_grey, "all_events", lambda *_: found)
    return _sitting("june-2025", "india").session.match


def test_a_fall_of_trust_says_what_was_found_on_its_way_to_whom(match: Match) -> None:
    moved = event("trust", "china", "india", driver=MOVED["grey trade"])

    first, *others = grey_lines(match, moved, ENGLISH)
    assert first == "China finds that magnets reached India (2025-05)."
    assert others == [ENGLISH.say("turn.grey_means", whom="India")]
    assert first in told(match, moved, ENGLISH).lines
    firm = next(n for n, f in match.model.network.scenario.firms.items() if f.country == "india")
    own = event("trust", "china", firm, driver=MOVED["grey trade"])
    assert grey_lines(match, own, ENGLISH)[0] == first


def test_nothing_of_the_kind_is_said_of_other_events(match: Match) -> None:
    for other in (event("deal", "china", "india"),
                  event("trust", "china", "india", driver=MOVED["breach"])):  # fmt: skip
        assert grey_lines(match, other, ENGLISH) == ()


def test_help_explains_the_word() -> None:
    page = of_help.help_page(ENGLISH)
    titles = [b.title for c in page.columns for b in c.blocks if isinstance(b, Told)]

    assert "Transshipment" in titles
    assert "transshipment" in MOVED["grey trade"]


def test_what_it_means_is_said_once_on_a_page(
    match: Match, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [
        event(
            "trust", "china", "india", driver=MOVED["grey trade"], text="China trusts India less"
        ),
        event("transshipment", "china", "india", text="China finds that magnets reached India"),
    ]
    rest = [event("transshipment", "china", "japan", text="China finds that oxide reached Japan")]
    monkeypatch.setattr(of_news, "parted", lambda *_: (list(own), list(rest)))
    sight = _sitting("june-2025", "india").sight()

    blocks = [b for b in of_news.happened(match, sight, ENGLISH) if isinstance(b, Told)]

    assert {one.text for one in rest} <= {b.title for b in blocks}, "elsewhere it is told, too"
    means = ENGLISH.say("turn.grey_means", whom="|").partition("|")[0]
    assert sum(line.startswith(means) for b in blocks for line in b.lines) == 1
    first = next(b for b in blocks if b.title in {one.text for one in (*own, *rest)})
    assert first.lines[-1].startswith(means), "where it is met first"
