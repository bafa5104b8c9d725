"""Make the flows of the map: what goes from whom to whom, which of it matters, what holds it."""

from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.of_curbs import curbs_by_link, measures_told, passing, tag_of
from realm.view.picture.of_goods import source_of
from realm.view.picture.of_queued import queued_line, queued_on, queued_tag
from realm.view.picture.of_stances import home_of
from realm.view.picture.trade import Pairs
from realm.view.picture.words import amount
from realm.view.picture.world import Flow, Sheet

LEAST_PART = 0.01
"""Part of the world's trade in a kind, by value, below which a flow is left out of the map."""
MOST_FLOWS = 60
"""Flows that can be looked at; the largest by value, and all of the seat's own first."""
MAIN_FLOWS = 10
"""Flows that are shown without being asked for."""
MAIN_OWN = 4
"""Most of the seat's own among them."""
LEAST_OWN = 0.02
"""Part of the seat's own trade, by value, from which a flow of its own is among them."""


def flows_of(
    sight: Sight, pairs: Pairs, kind_of: dict[str, int], messages: Messages
) -> tuple[Flow, ...]:
    """Show what goes from country to country: the seat's own flows, and the large ones of others.

    Args:
        sight: what the seat sees.
        pairs: tonnes a month, as customs know them.
        kind_of: the kind to which each commodity belongs.
        messages: texts.
    """
    scenario = sight.observation.network.scenario
    price = {name: noun.price_usd_per_kg for name, noun in scenario.commodities.items()}
    joined: dict[tuple[str, str, int], dict[str, float]] = {}
    for (seller, buyer, good), tonnes in pairs.items():
        joined.setdefault((seller, buyer, kind_of[good]), {})[good] = tonnes
    worth = {key: sum(t * price[g] for g, t in parts.items()) for key, parts in joined.items()}
    whole: dict[int, float] = {}
    for key, value in worth.items():
        whole[key[2]] = whole.get(key[2], 0.0) + value
    home = home_of(sight)
    own = {key for key in joined if home in key[:2]}
    large = {key for key, value in worth.items() if value >= LEAST_PART * whole[key[2]]}
    chosen = sorted(own | large, key=lambda key: (key not in own, -worth[key]))[:MOST_FLOWS]
    curbs = curbs_by_link(sight)
    held_by = {
        key: [m for good in joined[key] for m in curbs.get((*key[:2], good), ())] for key in chosen
    }
    main = _main(chosen, worth, {key for key in chosen if held_by[key]}, home, scenario)
    tagged = _tagged(sight, {key: held_by[key] for key in chosen if key in main}, home)
    queued = queued_on(sight, [key for key in chosen if key in main], kind_of)
    begun = _widest(scenario, kind_of)
    found = []
    for seller, buyer, kind in chosen:
        parts, held = joined[seller, buyer, kind], held_by[seller, buyer, kind]
        told = measures_told(sight, tuple(dict.fromkeys(held)), messages, buyer)
        lines = tuple(
            messages.say(
                "game.flow_line", good=short(scenario.commodities[good].name),
                tonnes=amount(12.0 * tonnes),
            )
            for good, tonnes in sorted(parts.items())
        ) + told  # fmt: skip
        names = [short(scenario.countries[end].name) for end in (seller, buyer)]
        name = f"{seller}>{buyer}>{kind}"
        tag, tag_long = (
            tag_of(sight, held, buyer, messages, whose=whose)
            if (seller, buyer, kind) in tagged else "" for whose in (False, True)
        )  # fmt: skip
        action = queued.get((seller, buyer, kind))
        if action is not None:
            tag, tag_long = (
                queued_tag(sight, action, messages, whose=whose) for whose in (False, True)
            )
            lines += (queued_line(sight, action, messages),)
        found.append(
            Flow(
                id=name, seller=seller, buyer=buyer, kind=kind,
                tonnes=12.0 * sum(parts.values()), worth=worth[seller, buyer, kind],
                curbed=bool(held),
                main=(seller, buyer, kind) in main,
                tag=tag, tag_long=tag_long, queued=action is not None,
                lines=lines,
                sheet=Sheet(
                    id=name, name=" – ".join(names), lines=lines,
                    source=_source(scenario, begun, (seller, buyer, kind), messages),
                ),
            )
        )  # fmt: skip
    return tuple(found)


def _widest(scenario: Scenario, kind_of: dict[str, int]) -> dict[tuple[str, str, int], str]:
    """Find, for each pair and kind, the link that usually carries most of it."""
    found: dict[tuple[str, str, int], str] = {}
    for name, link in scenario.links.items():
        buyer = scenario.facilities.get(link.buyer) or scenario.sectors[link.buyer]
        key = scenario.facilities[link.seller].country, buyer.country, kind_of[link.commodity]
        best = scenario.links[found[key]].base_flow_t_per_year if key in found else -1.0
        if link.base_flow_t_per_year > best:
            found[key] = name
    return found


def _source(
    scenario: Scenario,
    widest: dict[tuple[str, str, int], str],
    key: tuple[str, str, int],
    messages: Messages,
) -> str:
    """Say where the tonnes of a flow come from, and those that it began with."""
    told = messages.say("game.flow_source")
    if key not in widest:
        return told
    began = source_of(scenario.links[widest[key]], messages)
    return f"{told}\n{began}"


Key = tuple[str, str, int]
"""Seller, buyer and kind of a flow."""


def _main(
    ranked: list[Key], worth: dict[Key, float], held: set[Key], home: str, scenario: Scenario
) -> frozenset[Key]:
    """Choose the flows that are shown without being asked for.

    The largest of the seat's own by value, what is held back first; then of others the largest of
    each place that no other brings into sight. Groups without land come last: nobody can be met
    there. From one to another goes one of them at most: more would lie on one another.
    """
    ranked = _first_of_pairs(ranked, held)
    own = [key for key in ranked if home in key[:2]]
    least = LEAST_OWN * sum(worth[key] for key in own)
    chosen = [key for key in own if worth[key] >= least][:MAIN_OWN]
    bound = [key for key in own if key in held and key[1] == home and key not in chosen]
    chosen = [*bound[:1], *chosen][:MAIN_OWN]
    nowhere = {name for name, country in scenario.countries.items() if not country.iso3}
    nowhere = nowhere if len(nowhere) < len(scenario.countries) else set()
    others = [key for key in ranked if key not in own and not nowhere & set(key[:2])]
    return frozenset([*chosen, *_spread(others, chosen)[: MAIN_FLOWS - len(chosen)]])


def _spread(ranked: list[Key], chosen: list[Key]) -> list[Key]:
    """Put first what brings a place into sight that no flow before it does."""
    seen = {end for key in chosen for end in key[:2]}
    first: list[Key] = []
    rest: list[Key] = []
    for key in ranked:
        (rest if seen >= set(key[:2]) else first).append(key)
        seen |= set(key[:2])
    return first + rest


def _first_of_pairs(ranked: list[Key], held: set[Key]) -> list[Key]:
    """Leave of the flows from one to another the first: one that is held back, else the dearest."""
    first: dict[tuple[str, str], Key] = {}
    for key in ranked:
        before = first.setdefault(key[:2], key)
        if key in held and before not in held:
            first[key[:2]] = key
    kept = set(first.values())
    return [key for key in ranked if key in kept]


def _tagged(sight: Sight, held: dict[Key, list[str]], home: str) -> frozenset[Key]:
    """Choose the curbs that are written on the map: of each seller the tightest, own ones first."""
    best: dict[str, tuple[tuple[bool, float], Key]] = {}
    for key, measures in held.items():
        if measures:
            rank = home not in key[:2], min(passing(sight, name) for name in measures)
            if key[0] not in best or rank < best[key[0]][0]:
                best[key[0]] = rank, key
    return frozenset(key for _, key in best.values())
