"""A tax on exports tells what its goods cost abroad, what others' do, and what went before it."""

import math
from pathlib import Path

import pytest

from realm.core.actions import Tighten
from realm.play.account import deeds
from realm.play.got import got
from realm.play.outpriced import outpriced
from realm.play.paid import paid
from realm.play.session import Session

TAX = "india_export_tax"


def test_a_tax_is_told_with_prices_of_others_and_what_went_without_it(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    session.sit("india", "somebody")
    session.submit("india", 0, Tighten(measure=TAX, size=0.25))
    for turn in range(2):
        session.end_turn("india", turn)
    match = session.match
    network = match.model.network

    for turn in (1, 2):
        found = outpriced(match, turn, TAX)
        assert found is not None
        assert found.since == 1
        assert found.untaxed == pytest.approx(got(match, 0, "india")["ndpr_oxide"].tonnes)
        made = paid(match, turn)
        doors: dict[bool, list[float]] = {True: [], False: []}
        for place, link in enumerate(network.links[network.abroad], network.abroad.start):
            row = network.link_offer[place]
            if network.commodities[network.offer_commodity[row]] == "ndpr_oxide":
                own = network.countries[network.node_country[network.link_seller[place]]]
                doors[own == "india"].append(made[link].whole - made[link].contracts)
        assert min(doors[True]) <= found.mine <= max(doors[True])
        assert math.isnan(found.others) or min(doors[False]) <= found.others <= max(doors[False])
    (deed,) = (one for one in deeds(match, 1, "india") if one.name == TAX)
    assert deed.before == pytest.approx(found.untaxed)
    session.close()
