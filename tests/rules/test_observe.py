"""What a seat knows: exactly what is public or its own, and nothing that hangs on the rest."""

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import notes
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import turn
from realm.rules.observe import Observation, observe, own_rows
from realm.rules.start import first_state

PUBLIC_PAGES = ("shipped", "leaked")
"""What the customs returns of the month before the last are made from."""
SEATS = [("small-world", "aland"), ("small-world", "cland")] + [
    ("june-2025", name) for name in ("china", "india", "japan", "korea", "toyota_tsusho", "irel")
]


@cache
def played(scenario: str, worlds: int = 2) -> tuple[Network, Params, State, Ledger]:
    network, params = compile_scenario(load(scenario))
    luck = Luck(seed=3, worlds=np.arange(worlds))
    first = first_state(network, params, worlds)
    state, ledger = turn.play(network, params, first, luck, 8)
    return network, params, state, ledger


def poisoned(holder: Any, network: Network, actor: str) -> Any:
    """Put NaN into every field that is hidden, and into the rows of others."""
    own = own_rows(network, actor)
    changes = {}
    for note in notes(type(holder)):
        values = getattr(holder, note.attribute)
        bad = np.full_like(values, np.nan)
        if note.seen == "public" and note.attribute != "shipped":
            continue
        if note.seen != "hidden" and note.axes:
            mask = own[note.axes[-1]]
            bad[..., mask, :] = values[..., mask, :]
        changes[note.attribute] = bad
    return dataclasses.replace(holder, **changes)


def pages(observation: Observation) -> Iterator[bytes]:
    for table in (observation.state, observation.params):
        for name, known in table.items():
            yield name.encode() + known.values.tobytes() + known.mask.tobytes()
    yield observation.customs.tobytes()
    yield repr((observation.month, observation.customs_month)).encode()


@pytest.mark.parametrize(("scenario", "seat"), SEATS)
def test_poison_in_what_it_may_not_know_changes_no_byte(scenario: str, seat: str) -> None:
    network, params, state, ledger = played(scenario)
    actor = network.scenario.seats[seat].actor
    bad_state = poisoned(state, network, actor)
    bad_params = poisoned(params, network, actor)
    bad_pages = [
        dataclasses.replace(
            page,
            **{
                field.name: np.full_like(getattr(page, field.name), np.nan)
                for field in dataclasses.fields(page)
                if field.name != "month"
                and not (page is ledger.months[-2] and field.name in PUBLIC_PAGES)
            },
        )
        for page in ledger.months
    ]

    true = observe(network, params, state, ledger, seat)
    poison = observe(network, bad_params, bad_state, Ledger(tuple(bad_pages)), seat)

    assert list(pages(true)) == list(pages(poison))
    for known in (*true.state.values(), *true.params.values()):
        assert not np.isnan(known.values).any()


@pytest.mark.parametrize(("scenario", "seat"), SEATS)
def test_own_and_public_are_exact(scenario: str, seat: str) -> None:
    network, params, state, ledger = played(scenario)
    actor = network.scenario.seats[seat].actor
    own = own_rows(network, actor)
    seen = observe(network, params, state, ledger, seat)

    for note in notes(State):
        if note.seen == "hidden":
            assert note.attribute not in seen.state
            continue
        known, true = seen.state[note.attribute], getattr(state, note.attribute)
        public = note.seen == "public" and note.attribute != "shipped"
        mask = np.ones(true.shape[-2], bool) if public else own[note.axes[-1]]
        np.testing.assert_array_equal(known.mask, mask)
        np.testing.assert_array_equal(known.values[..., mask, :], true[..., mask, :])
        assert not known.values[..., ~mask, :].any()
        assert not known.values.flags.writeable


def test_every_owned_axis_of_state_and_params_has_an_owner() -> None:
    network, params, state, _ = played("small-world")
    own = own_rows(network, "aland")
    for holder in (state, params):
        for note in notes(type(holder)):
            if note.seen == "own":
                assert own[note.axes[-1]].shape == getattr(holder, note.attribute).shape[-2:-1]


def test_a_row_belongs_to_one_firm_and_users_to_their_country() -> None:
    network, *_ = played("june-2025")
    owners = np.zeros(network.facility_count)
    users = np.zeros(network.sector_count)
    for actor in (*network.countries, *network.firms):
        owners += own_rows(network, actor)["facility"]
        users += own_rows(network, actor)["sector"]
    assert (owners == 1).all()
    assert (users == 1).all()


def test_a_government_does_not_see_into_its_state_firm() -> None:
    network, params, state, ledger = played("june-2025")
    seen = observe(network, params, state, ledger, "india")
    irel = own_rows(network, "irel")
    assert not seen.state["stock_out"].mask[irel["offer"]].any()
    assert not seen.state["money"].mask[irel["account"]].any()


def test_customs_come_a_month_late_and_do_not_count_what_leaked() -> None:
    network, params, state, ledger = played("june-2025")
    seen = observe(network, params, state, ledger, "japan")
    late = ledger.months[-2]

    assert seen.customs_month == late.month == state.month - 2
    np.testing.assert_array_equal(seen.customs, late.shipped[network.abroad] - late.leaked)
    assert observe(network, params, state, None, "japan").customs_month is None


def test_a_field_is_read_by_name() -> None:
    network, params, state, ledger = played("small-world")
    seen = observe(network, params, state, ledger, "cland")
    np.testing.assert_array_equal(seen["ask"], state.ask)
    assert seen["stock_target"].shape == (1, 2)
    with pytest.raises(KeyError):
        seen["smuggling"]
