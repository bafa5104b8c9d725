"""A person at the tables: the talks pause for them, and they are told what they may say."""

import pytest

import realm
from realm.core.talks import Status
from realm.model.chair import Chair, Place, TalkRefusal
from realm.strategies.base import Decision, Strategy

TABLE = "south_ore"


class Talker(Strategy):
    """Talks when asked."""

    name = "talker"
    source = "assumption: for a test"
    tactic = "linear"

    def decide(self, observation, legal, memory, luck):  # type: ignore[no-untyped-def]
        return Decision()


def seated() -> tuple[realm.RealmModel, Chair]:
    """Let a person play the smelter that buys ore, and open its table."""
    model = realm.RealmModel("small-world", rng=1, strategies={"firms": Talker()})
    parley = model.convene(people=["cland_metals"], opens={TABLE: "cland_metals"})
    return model, Chair(parley, "cland_metals")


def place(chair: Chair) -> Place:
    (found,) = chair.tables
    return found


def poor() -> dict[str, str]:
    return {
        "volume": "full", "price": "index", "years": "1", "tolling": "no", "plant": "no",
        "loan": "no",
    }  # fmt: skip


def test_the_talks_pause_for_a_person() -> None:
    model, chair = seated()
    model.parley.run()

    before = place(chair)
    assert (before.table, before.mine, before.heard, before.said) == (TABLE, True, {}, {})
    assert model.network.firms[before.other - len(model.network.countries)] == "south_mining"
    assert chair.offer(TABLE, **poor()) is None
    assert not model.parley.waits
    model.parley.run()
    after = place(chair)
    assert after.said == poor()
    assert (after.mine, after.round) == (True, 2) or after.status != Status.OPEN


def test_what_the_other_side_would_want_can_be_signed_at_once() -> None:
    model, chair = seated()
    model.parley.run()

    wanted = chair.want(TABLE, volume="full")
    assert isinstance(wanted, dict)
    assert wanted["volume"] == "full"
    assert place(chair).heard == wanted
    assert chair.accept(TABLE) is None
    model.parley.run()

    assert place(chair).agreed == wanted
    (talk,) = model.parley.record().of(model.network)
    assert talk.signed
    assert talk.terms == wanted
    model.step()
    assert model.orders.signed[model.network.tables.index(TABLE), 0] >= 0


def test_what_cannot_be_said_is_refused_with_a_sentence() -> None:
    model, chair = seated()
    model.parley.run()

    assert chair.offer("aland_cland", **poor()) is TalkRefusal.NO_TABLE
    assert chair.accept(TABLE) is TalkRefusal.NOTHING_TO_SIGN
    assert chair.offer(TABLE, volume="full") is TalkRefusal.NOT_AN_OUTCOME
    assert chair.offer(TABLE, **{**poor(), "years": "4"}) is TalkRefusal.NOT_AN_OUTCOME
    assert chair.offer(TABLE, **{**poor(), "tolling": "yes"}) is TalkRefusal.NOT_POSSIBLE
    assert chair.want(TABLE, volume="most") is TalkRefusal.NOT_AN_OUTCOME
    assert chair.leave(TABLE) is None
    model.parley.run()
    assert place(chair).status == Status.LEFT
    assert chair.offer(TABLE, **poor()) is TalkRefusal.OVER
    assert all(": " in refusal.value for refusal in TalkRefusal)


def test_nobody_says_the_same_to_the_same_offer_twice() -> None:
    model, chair = seated()
    model.parley.run()
    said: set[tuple[object, object]] = set()
    offers = [
        {**poor(), "years": years, "price": price}
        for years in ("1", "3", "5")
        for price in ("index", "fixed", "floor")
    ]
    stale = 0
    while place(chair).status == Status.OPEN:
        heard = tuple(place(chair).heard.values())
        for terms in offers:
            refusal = chair.offer(TABLE, **terms)
            known = (heard, tuple(terms.values())) in said
            assert (refusal is TalkRefusal.STALE) == known
            stale += known
            if refusal is None:
                said.add((heard, tuple(terms.values())))
                break
        model.parley.run()
    assert len(said) <= 12


def test_a_person_who_stays_silent_has_left_when_the_turn_is_played() -> None:
    model, chair = seated()
    parley = model.parley
    model.step()
    assert not parley.open
    assert place(chair).status == Status.LEFT


def test_a_person_knows_what_outcomes_are_worth_to_them() -> None:
    model, chair = seated()
    model.parley.run()
    worth, least = chair.worth(TABLE)
    assert worth.shape == (place(chair).agenda.size,)
    assert least >= 0.0
    with pytest.raises(KeyError):
        chair.worth("aland_cland")
    with pytest.raises(realm.errors.RealmError, match="does not sit"):
        model.convene(people=["aland"], opens={TABLE: "aland"})
