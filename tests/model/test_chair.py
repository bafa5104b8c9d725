"""A person at the tables: the talks pause for them, and they are told what they may say."""

import numpy as np
import pytest

import realm
from realm.core.talks import NONE, Status, Tables
from realm.model.chair import Chair
from realm.model.limits import Limit
from realm.model.parley import ROUNDS, Parley
from realm.model.place import Place, TalkRefusal
from realm.model.talks import BEYOND
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


def test_a_wish_that_nobody_grants_is_met_as_nearly_as_can_be() -> None:
    """The fewest issues of it are given up; no other signed offer keeps more."""
    model, chair = seated()
    model.parley.run()
    wish = {"volume": "full", "price": "floor", "years": "5", "plant": "yes", "loan": "yes"}
    wanted = chair.want(TABLE, **wish)
    assert isinstance(wanted, dict)
    given_up = [name for name in wish if wanted[name] != wish[name]]
    assert given_up, "all of it is too much"
    for name in wish:
        rest = {one: label for one, label in wish.items() if one not in given_up or one == name}
        less = chair.want(TABLE, **rest)
        assert isinstance(less, dict)
        lost = sum(less[one] != label for one, label in rest.items())
        assert (lost == 0) == (name not in given_up)


def test_who_offers_what_the_other_named_has_signed() -> None:
    model, chair = seated()
    model.parley.run()
    first, second = chair.want(TABLE, volume="full"), chair.want(TABLE, volume="half")
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    agenda, named = place(chair).agenda, chair.named(TABLE)
    assert set(np.flatnonzero(named)) == {agenda.outcome(**first), agenda.outcome(**second)}
    assert np.all(chair.odds(TABLE)[named] == 1.0)

    assert chair.offer(TABLE, **first) is None
    model.parley.run()
    assert place(chair).status is Status.AGREED
    assert place(chair).agreed == first
    assert not chair.named(TABLE).any()


def test_what_was_refused_is_known_as_refused() -> None:
    model, chair = seated()
    model.parley.run()
    agenda = place(chair).agenda
    assert np.all(chair.refused(TABLE) == NONE)
    assert chair.offer(TABLE, **poor()) is None
    model.parley.run()
    refused = chair.refused(TABLE)
    assert refused[agenda.outcome(**poor())] == 0
    assert np.any(refused == NONE)


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


def cells(parley: Parley) -> dict[str, tuple[Tables, int]]:
    """Find the tables of the only world by name."""
    return {
        parley.network.tables[table]: (sitting.tables, cell)
        for sitting in parley.sittings
        for cell, table in enumerate(sitting.cells.table)
    }


def course(parley: Parley, rounds: int) -> dict[str, list[int]]:
    """Read what was said at each table in its first rounds, and how it came out by then."""
    found = {}
    for name, (tables, cell) in cells(parley).items():
        said = tables.history[:rounds, cell, 0].tolist()
        spoke = np.count_nonzero(tables.speakers[:, cell, 0] != NONE)
        ended = spoke < rounds
        came = [int(tables.status[cell, 0]), int(tables.agreed[cell, 0])] if ended else []
        found[name] = said + came
    return found


def first_signature(parley: Parley) -> int:
    """Return the first round in which something is signed, or how many rounds there are."""
    rounds = [
        np.count_nonzero(tables.speakers[:, cell, 0] != NONE)
        for tables, cell in cells(parley).values()
        if tables.status[cell, 0] == Status.AGREED
    ]
    return int(min(rounds, default=ROUNDS))


def repeat(chair: Chair, table: str, headless: tuple[Tables, int]) -> None:
    """Say what a strategy said at this point of the same talks."""
    tables, cell = headless
    (here,) = [one for one in chair.tables if one.table == table]
    offer = int(tables.history[here.round, cell, 0])
    if offer != NONE:
        refusal = chair.offer(table, **tables.agenda.describe(offer))
    elif tables.status[cell, 0] == Status.AGREED:
        refusal = chair.accept(table)
    else:
        refusal = chair.leave(table)
    assert refusal is None


class Stubborn(Talker):
    """Talks, and insists on what it likes best."""

    name = "stubborn"
    tactic = "hard_headed"


STUBBORN = dict.fromkeys(("india", "japan", "korea"), Stubborn())
OPENS = {"india_japan": "india", "india_korea": "india"}


def repeated(
    world: int, strategies: dict[str, Strategy], alone: Parley, rounds: int, *, in_step: bool
) -> Parley:
    """Let a person repeat what a strategy said in so many rounds, and leave after them.

    In step, or one table after the other.
    """
    model = realm.RealmModel("june-2025", rng=3, first_world=world, strategies=strategies)
    parley = model.convene(people=["india"], opens=OPENS)
    chair, headless = Chair(parley, "india"), cells(alone)
    parley.run()
    while mine := [place for place in chair.tables if place.mine]:
        place = min(mine, key=lambda one: one.round) if in_step else mine[0]
        if place.table in headless and place.round < rounds:
            repeat(chair, place.table, headless[place.table])
        else:  # what comes after, or a strategy saw at a glance that it has nothing to gain there
            assert chair.leave(place.table) is None
        parley.run()
    return parley


@pytest.mark.slow
@pytest.mark.parametrize("strategies", [{}, STUBBORN], ids=["default", "stubborn"])
def test_a_person_who_says_what_a_strategy_says_hears_what_it_hears(
    strategies: dict[str, Strategy],
) -> None:
    """At every table of the world until something is signed, which takes goods off the others.

    Where the person's tables sign nothing, in whatever order the person speaks.
    """
    for world in range(2):
        model = realm.RealmModel("june-2025", rng=3, first_world=world, strategies=strategies)
        alone = model.convene(opens=OPENS)
        alone.finish()
        rounds = ROUNDS if strategies else first_signature(alone)
        expected = course(alone, rounds)
        assert expected.keys() >= OPENS.keys()
        for in_step in (True, False) if strategies else (True,):
            heard = course(repeated(world, strategies, alone, rounds, in_step=in_step), rounds)
            for table, words in expected.items():
                assert heard[table] == words, (world, table, in_step)


def test_the_other_tables_of_a_world_keep_up_with_the_person_furthest_on() -> None:
    model = realm.RealmModel("june-2025", rng=3, strategies=STUBBORN)
    parley = model.convene(people=["korea"], opens=OPENS | {"japan_korea": "korea"})
    parley.run()
    chair, checked = Chair(parley, "korea"), 0
    while chair.tables[0].mine:
        legal = np.flatnonzero(np.isfinite(chair.odds(chair.tables[0].table)))
        offer = chair.tables[0].agenda.describe(int(legal[0]))
        assert chair.offer(chair.tables[0].table, **offer) is None
        parley.run()
        people = [one.played for one in parley.sittings if one.seats_people]
        others = [one for one in parley.sittings if not one.seats_people]
        assert others, "others talk in this world"
        for sitting in others:
            assert sitting.played == max(people) or not sitting.open
            checked += sitting.open
        assert len(set(people)) > 1
    assert checked


def test_an_offer_that_others_took_meanwhile_cannot_be_signed_and_says_so() -> None:
    model, chair = seated()
    parley = model.parley
    parley.run()
    assert chair.offer(TABLE, **poor()) is None
    parley.run()
    heard = place(chair).heard
    assert heard
    (sitting,) = parley.sittings
    sitting.hand(np.zeros_like(sitting.tables.free))

    assert not chair.sayable(TABLE)[place(chair).agenda.outcome(**heard)]
    assert chair.accept(TABLE) is TalkRefusal.GONE
    assert chair.leave(TABLE) is None
    parley.run()
    (talk,) = parley.record().of(model.network)
    assert talk.gone
    assert not talk.signed


def test_a_seller_who_has_promised_all_is_named_as_the_limit_and_in_the_reason() -> None:
    model, chair = seated()
    parley = model.parley
    parley.run()
    assert chair.limits(TABLE) == {"tolling": Limit.NOT_HERE}
    (sitting,) = parley.sittings
    sitting.hand(np.zeros_like(sitting.tables.free))

    assert chair.limits(TABLE)["volume"] is Limit.NOT_FREE
    assert chair.offer(TABLE, **poor()) is TalkRefusal.NOT_FREE
    told = ""
    while place(chair).mine:
        legal = np.flatnonzero(np.isfinite(chair.odds(TABLE)))
        if not len(legal):
            break
        assert chair.offer(TABLE, **place(chair).agenda.describe(int(legal[0]))) is None
        parley.run()
        (talk,) = parley.record().of(model.network)
        told = talk.reason
    assert told == BEYOND
