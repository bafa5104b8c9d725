"""The talks of whole games: what holds whoever talks, and what nobody may know."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.strategies.test_sight import poisoned

import realm
from realm.core.talks import NONE, Status, Tables, at
from realm.model.parley import ROUNDS, Parley
from realm.model.talks import BEYOND, NOTHING, Talks
from realm.strategies import registry
from realm.strategies.base import Decision, Strategy
from realm.strategies.observation import Observation
from realm.strategies.situation import situation
from realm.strategies.worth import worth

SENSIBLE = (
    "china=leverage india=conserve japan=diversify korea=diversify irel=state_miner "
    "toyota_tsusho=security_of_supply firms=profit"
)
WORLDS = 6
TURNS = 8


class Caller(Strategy):
    """Asks for every table that it may."""

    name = "caller"
    source = "assumption: for a test"
    tactic = "conceder"

    def invite(self, observation: Any, legal: Any, memory: Any) -> Any:
        return np.ones(1, dtype=np.bool_)

    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Decision:
        return Decision()


def turns(worlds: Any, strategies: Any = SENSIBLE) -> Iterator[tuple[realm.RealmModel, Parley]]:
    """Play some turns; what is handed out has talked and not decided yet."""
    model = realm.RealmModel("june-2025", worlds, rng=5, strategies=strategies)
    for _ in range(TURNS):
        parley = model.convene()
        parley.finish()
        yield model, parley
        model.step()


@pytest.fixture(scope="module")
def held() -> list[tuple[realm.RealmModel, Parley, Talks]]:
    return [(model, parley, parley.record()) for model, parley in turns(WORLDS)]


@pytest.fixture(scope="module")
def tables(held: list[tuple[realm.RealmModel, Parley, Talks]]) -> list[Tables]:
    found = [sitting.tables for _, parley, _ in held for sitting in parley.sittings]
    assert sum(len(one.status) for one in found) > 50
    return found


def test_talks_end(tables: list[Tables]) -> None:
    for one in tables:
        assert not one.open.any()
        assert one.round <= ROUNDS


def test_nobody_signs_or_offers_below_what_no_deal_is_worth(tables: list[Tables]) -> None:
    signed = 0
    for one in tables:
        agreed = one.status == Status.AGREED
        signed += np.count_nonzero(agreed)
        for side in (0, 1):
            slack = 1e-9 * np.abs(one.reservation[side]) + 1e-9
            worth_ = at(one.utility[side], one.agreed)
            assert np.all((worth_ >= one.reservation[side] - slack)[agreed])
            for r in range(one.history.shape[0]):
                spoke = one.speakers[r] == side
                offered = at(one.utility[side], one.history[r].astype(np.intp))
                assert np.all((offered >= one.reservation[side] - slack)[spoke])
    assert signed


def test_nobody_repeats_an_exchange(tables: list[Tables]) -> None:
    for one in tables:
        for cell in range(len(one.status)):
            rows = zip(
                one.speakers[:, cell, 0], one.answered[:, cell, 0], one.history[:, cell, 0],
                strict=True,
            )  # fmt: skip
            said = [row for row in rows if row[0] != NONE]
            assert len(said) == len(set(said))


def test_what_is_signed_is_free(held: list[tuple[realm.RealmModel, Parley, Talks]]) -> None:
    for _, parley, _ in held:
        for sitting in parley.sittings:
            assert np.all(sitting.tables.free >= -1e-6)


def test_reasons_name_what_differs_in_the_answer(
    held: list[tuple[realm.RealmModel, Parley, Talks]],
) -> None:
    """The issue that is named differs in what the refuser offered in answer, and gains it."""
    checked = 0
    for _, parley, record in held:
        for sitting, page in zip(parley.sittings, record.minutes, strict=True):
            tables, choices = sitting.tables, sitting.agenda.choices
            there = np.flatnonzero((page.issue != NONE) & (page.outcome != NONE))
            side, answer = page.refuser[there], page.rather[there]
            spoke = (tables.speakers[:, there, 0] == side).any(axis=0)
            said = (tables.speakers[:, there, 0] == side) & (tables.history[:, there, 0] == answer)
            assert np.all(said.any(axis=0) == spoke)
            issue = page.issue[there]
            assert np.all(choices[answer, issue] != choices[page.outcome[there], issue])
            for gone, why in ((page.nothing, tables.legal), (page.beyond, tables.legal)):
                cell = np.flatnonzero(gone)
                worth_ = tables.utility[page.refuser[cell], :, cell, 0].T
                best = np.max(np.where(why[:, cell, 0], worth_, -np.inf), axis=0)
                assert np.all(best < tables.reservation[page.refuser[cell], cell, 0])
            checked += len(there)
    assert checked > 10


def test_talks_are_told_in_words(held: list[tuple[realm.RealmModel, Parley, Talks]]) -> None:
    seen = set()
    for model, parley, record in held:
        signed = parley.signed()
        for world in range(WORLDS):
            for talk in record.of(model.network, world):
                row = model.network.tables.index(talk.table)
                assert talk.signed == bool(signed[row, world] >= 0.0)
                assert talk.opened
                assert set(talk.opened) <= set(talk.sides)
                assert bool(talk.terms) or talk.reason in (NOTHING, BEYOND)
                assert (talk.refuser in talk.sides) == (not talk.signed)
                assert 0.0 <= talk.nash_share <= 1.0 + 1e-9 or not talk.signed
                assert talk.pareto_distance >= 0.0 or not talk.signed
                seen.add(talk.signed)
    assert seen == {True, False}


def said(record: Talks, world: int) -> list[tuple[Any, ...]]:
    """Read all that was said in a world, number by number."""
    found = []
    for page in record.minutes:
        for cell in np.flatnonzero(page.cells.world == world):
            row = [int(page.cells.table[cell])]
            for field in dataclasses.fields(page):
                values = getattr(page, field.name)
                if isinstance(values, np.ndarray):
                    row.append(values[cell].tobytes())
            found.append(tuple(row))
    return found


@pytest.mark.parametrize("worlds", [[4], [5, 0, 3], [1, 2, 3, 4]])
def test_a_world_talks_alone_as_among_others(
    held: list[tuple[realm.RealmModel, Parley, Talks]], worlds: list[int]
) -> None:
    for (_, parley), (_, among, record) in zip(turns(worlds), held, strict=True):
        alone = parley.record()
        for place, world in enumerate(worlds):
            assert said(alone, place) == said(record, world)
            assert parley.signed()[:, place].tobytes() == among.signed()[:, world].tobytes()


@pytest.mark.parametrize("actor", ["india", "japan", "irel", "toyota_tsusho"])
def test_what_a_seat_may_not_know_changes_nothing(
    held: list[tuple[realm.RealmModel, Parley, Talks]], actor: str
) -> None:
    """With poison in all that is hidden from it, a side's worth and invitations are the same."""
    model = held[-1][0]
    number = model.roster.number(actor)
    bargains, actors = model.network.bargains, np.array([number], dtype=np.intp)
    side, table = np.nonzero(bargains.sides == number)
    assert len(table)
    seen = [
        Observation(model.roster, model.params, state, actors=actors)
        for state in (model.state, poisoned(model, actor))
    ]
    everyone = Observation(
        model.roster, model.params, model.state, actors=np.unique(bargains.sides)
    )
    world = np.zeros(len(table), dtype=np.intp)
    for cell, one in enumerate(table):
        agenda = bargains.agenda(int(one))
        values = [
            worth(situation(look), model.network, agenda, table[cell : cell + 1], world[:1])
            for look in (*seen, everyone)
        ]
        own = [
            (value.parts[side[cell]].tobytes(), value.reservation[side[cell]].tobytes())
            for value in values
        ]
        assert own[0] == own[1] == own[2]
        # What it guesses of the other side is the same as well.
        assert values[0].parts.tobytes() == values[1].parts.tobytes()
        assert np.all(np.isfinite(values[1].parts))
    for name in registry.shipped():
        strategy = registry.make(name)
        memory = strategy.Memory()
        asked = [strategy.invite(look, model.desk.sheet.legal_for(actors), memory) for look in seen]
        first, second = (None if mask is None else np.asarray(mask).tobytes() for mask in asked)
        assert first == second, name


def test_what_the_border_stops_or_a_breach_makes_doubtful_is_worth_less() -> None:
    model = realm.RealmModel("small-world", 3, rng=1)
    network, state = model.network, model.state
    table = network.tables.index("aland_cland")
    on, size = state.measure_on.copy(), state.measure_size.copy()
    breached = state.breached.copy()
    row = network.measures.index("aland_licence")
    on[row, 1], size[row, 1] = 1.0, 0.05
    breached[table, 2] = 1.0 + network.bargains.seller[table]
    state = state.replace(measure_on=on, measure_size=size, breached=breached)
    seen = Observation(model.roster, model.params, state, actors=np.unique(network.bargains.sides))
    assert situation(seen).comes[table] == pytest.approx([1.0, 0.05, 0.5])

    agenda, rows = network.bargains.agenda(table), np.full(3, table, dtype=np.intp)
    quiet = situation(Observation(model.roster, model.params, model.state, actors=seen.actors))
    hungry = dataclasses.replace(
        quiet, short=np.full_like(quiet.short, 0.5), comes=situation(seen).comes
    )
    found = worth(hungry, network, agenda, rows, np.arange(3))
    full = agenda.outcome(
        volume="full", premium="market", years="5", technology="no", tolling="no", plant="no",
        easing="none",
    )  # fmt: skip
    buyer = 1 - int(network.bargains.seller[table])
    gained = found.utility(agenda, buyer)[full]
    assert gained[1] < gained[2] < gained[0]


def test_who_keeps_away_is_not_seated() -> None:
    model = realm.RealmModel("small-world", rng=1, strategies={"south_mining": Caller()})
    model.step()
    assert model.talks.of(model.network) == []
    model = realm.RealmModel("small-world", rng=1, strategies={"firms": Caller()})
    model.step()
    assert len(model.talks.of(model.network)) == 1
    assert model.state.talked[model.network.tables.index("south_ore"), 0] == model.state.month - 3


def test_invitations_of_a_wrong_shape_are_named() -> None:
    class Odd(Caller):
        name = "odd"

        def invite(self, observation: Any, legal: Any, memory: Any) -> Any:
            return np.ones((5, 3), dtype=np.bool_)

    model = realm.RealmModel("small-world", rng=1, strategies={"firms": Odd()})
    with pytest.raises(realm.errors.RealmError, match="'odd': invitations must have shape"):
        model.step()
