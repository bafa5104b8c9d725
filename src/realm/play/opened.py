"""Which of a seat's links a deal opened or kept open over a turn, whatever the seat ordered."""

import numpy as np

from realm.play.account import standing
from realm.play.match import Match
from realm.play.sight import look


def opened_by_deals(match: Match, turn: int, seat: str) -> dict[str, str]:
    """Name the links of a seat that a deal opened, or held against an order to close them.

    Returns:
        The contract that the deal wrote, by link; nothing for the months before the first turn.
    """
    if not turn:
        return {}
    network, page = match.model.network, match.pages[turn]
    begun = standing(match, turn)[0].state
    ordered = page.orders.link_open[:, 0]
    open_now = begun.link_open[:, 0] > 0.0
    against = open_now & (ordered <= 0.0)
    unasked = open_now & (page.before.link_open[:, 0] <= 0.0) & np.isnan(ordered)
    found = {}
    mine = set(look(match, seat).observation.own("link").tolist())
    for part, row in enumerate(network.parts_of_contract):
        link = int(network.part_link[part])
        dealt = row >= len(network.scenario.contracts) and begun.contract_volume[row, 0] > 0.0
        if dealt and link in mine and (against[link] or unasked[link]):
            found[network.links[link]] = network.contracts[row]
    return found
