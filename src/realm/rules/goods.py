"""Read what an actor makes, gets from others, sends and pays, commodity by commodity."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.rules.groups import nodes_of
from realm.rules.reading import Turn

FLOWS = ("got", "made", "sent", "refused", "wanted")
"""Tonnes of the turn: bought of others, made, sold to others, refused at a border to the actor,
wanted by its end users at the prices they saw."""
PRICES = {"paid": "got", "earned": "sent"}
"""Prices at the buyer's door, $/kg -> the flow that they were paid for."""


def goods(turn: Turn, actor: int) -> dict[str, Array]:
    """Read the flows and prices of a turn for one actor, (commodity, world) each.

    Args:
        turn: the turn.
        actor: its number: countries, then firms; a country's are those of all its plants and users.

    Returns:
        `FLOWS` in t, and `PRICES` in $/kg, NaN where nothing changed hands.
    """
    network, groups = turn.network, turn.groups
    mine = nodes_of(network, (*network.countries, *network.firms)[actor])
    seller, buyer = mine[network.link_seller], mine[network.link_buyer]
    shipped, refused = turn.added("shipped"), turn.added("refused")
    spent = np.zeros_like(shipped)
    for month in turn.ledger.months:
        spent = spent + month.delivered * month.shipped
    buys, sells = (buyer & ~seller)[:, None], (seller & ~buyer)[:, None]
    of_links, offers = groups.links_of_commodity, network.facility_offers
    held = np.zeros_like(shipped)
    held[network.abroad] = refused * buys[network.abroad]
    makes = mine[network.offer_node[offers]][:, None]
    users = mine[network.intake_node[network.sector_intakes]][:, None]
    output = turn.added("produced") - turn.added("wasted")
    got, sent = of_links @ (shipped * buys), of_links @ (shipped * sells)
    return {
        "got": got,
        "made": groups.offers_of_commodity @ (output * makes),
        "sent": sent,
        "refused": of_links @ held,
        "wanted": groups.intakes_of_commodity @ (turn.added("desired") * users),
        "paid": ratio(of_links @ (spent * buys), got, np.nan),
        "earned": ratio(of_links @ (spent * sells), sent, np.nan),
    }
