"""Say of which goods a seat runs short, and which orders and talks would serve that.

What brings relief soon comes before what does so in years: a duty lowered, a store sold from, a
contract called before a plant, what pays for one and a complaint that is ruled on some day.
"""

from dataclasses import replace

import numpy as np

from realm.play.match import Match
from realm.play.prospects import serves_both
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.of_cards import Card
from realm.view.picture.of_curbs import bites, passing
from realm.view.picture.of_easing import easing
from realm.view.picture.of_effects import in_force, name_of_card
from realm.view.picture.of_queued import reach
from realm.view.picture.of_stances import home_of
from realm.view.picture.of_standing import SLIGHT, in_store
from realm.view.picture.of_terms import name_of, other_side
from realm.view.picture.table import Store, Stores

NEARER = 0.5
"""By how much a complaint about a tight curb serves more than one about a loose one."""
NO, LATER, SOON = 0.0, 1.0, 2.0
"""How an order serves what runs short."""


def serves(sight: Sight, card: Card, good: str) -> float:
    """Say whether a card holds an order that brings more of a good home, and how soon."""
    axis, name = name_of_card(card)
    scenario = sight.observation.network.scenario
    match card.section:
        case "dispute":
            tight = 1.0 - passing(sight, name)
            return LATER - NEARER * (1.0 - tight) if holds(sight, name, good) else NO
        case "import":
            lets = in_force(sight, name) and good in scenario.measures[name].commodities
            return SOON if lets else NO
        case "stockpile" if card.id.endswith("|release"):
            kept = scenario.stockpiles[name].commodity == good and in_store(sight, name) >= SLIGHT
            return SOON if kept else NO
        case "contract" if card.id.endswith("|call"):
            return SOON if scenario.all_contracts[name].commodity == good else NO
        case "project":
            return LATER if good in _made(sight, name) else NO
        case "support" if axis == "measure":
            return LATER if good in scenario.measures[name].commodities else NO
    return NO


def holds(sight: Sight, measure: str, good: str) -> bool:
    """Tell whether a measure in force holds a good back on its way to the seat's home."""
    network, home = sight.observation.network, home_of(sight)
    if not in_force(sight, measure) or not bites(sight, network.measures.index(measure)):
        return False
    country = network.scenario.measures[measure].country
    if country == home or easing(sight, country, home) >= 1.0:
        return False
    return any(key[1:] == (home, good) for key in reach(sight, measure))


def served(sight: Sight, card: Card, goods: tuple[str, ...]) -> tuple[float, str]:
    """Say how well a card serves what runs short, and which good of it, the worst first."""
    found = [(serves(sight, card, good), good) for good in goods]
    best = max((worth for worth, _ in found), default=NO)
    return best, next((good for worth, good in found if worth == best > NO), "")


def easing_told(match: Match, sight: Sight, good: str, messages: Messages) -> tuple[str, str, str]:
    """Say who could ease what holds a good back, in talks, where that can be pressed or runs.

    Where it is guessed that no deal would serve both now, nothing is there to press.

    Returns:
        What can be pressed, or which talks run; the table that can be asked for now; and what its
        hint says, where it can be pressed or has to wait. Empty for nothing.
    """
    network = sight.observation.network
    talks = {place.table for place in sight.talks or ()}
    for name in sight.tables:
        table, other = network.scenario.tables[name], other_side(sight, name)
        if not any(holds(sight, one, good) for one in table.eases.get(other, ())):
            continue
        who = name_of(network.scenario, other)
        if name in talks:
            return messages.say("game.ease_talks", who=who), "", ""
        if bound := sight.bound_until(name):
            return "", "", messages.say("game.ease_bound", who=who, month=bound)
        if not serves_both(match, sight, name):
            return "", "", messages.say("game.ease_none", who=who)
        if sight.may_ask:
            return messages.say("game.ease_ask", who=who), name, messages.say("game.ease_hint")
        return "", "", messages.say("game.ease_later", who=who)
    return "", "", ""


def relieved(
    match: Match, sight: Sight, stores: Stores | None, messages: Messages
) -> Stores | None:
    """Say of each store that is short who could let more of it come."""
    if stores is None:
        return None
    return replace(
        stores, rows=tuple(_relieved(match, sight, row, messages) for row in stores.rows)
    )


def _relieved(match: Match, sight: Sight, row: Store, messages: Messages) -> Store:
    if not row.short:
        return row
    told, table, hint = easing_told(match, sight, row.id, messages)
    return replace(row, relief=told, talks=table, why="\n".join(filter(None, (row.why, hint))))


def _made(sight: Sight, project: str) -> set[str]:
    """List what a plant would offer at the seat's home; nothing where it stands abroad."""
    network = sight.observation.network
    node = int(network.project_node[network.projects.index(project)])
    if network.countries[int(network.node_country[node])] != home_of(sight):
        return set()
    goods = network.offer_commodity[np.flatnonzero(network.offer_node == node)]
    return {network.commodities[int(one)] for one in goods}
