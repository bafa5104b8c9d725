"""Make the flows of the map: what goes from whom to whom, which of it matters, what holds it."""

from dataclasses import dataclass

from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.of_curbs import curbs_by_link, measures_told, passing, tag_of, together
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

Key = tuple[str, str, int]
"""Seller, buyer and kind of a flow."""


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
    scenario, home = sight.observation.network.scenario, home_of(sight)
    joined = _joined(pairs, kind_of)
    price = {name: noun.price_usd_per_kg for name, noun in scenario.commodities.items()}
    worth = {key: sum(t * price[g] for g, t in parts.items()) for key, parts in joined.items()}
    chosen = _chosen(worth, home)
    curbs = curbs_by_link(sight)
    held = {
        key: [m for good in joined[key] for m in curbs.get((*key[:2], good), ())] for key in chosen
    }
    main = _main(chosen, worth, {key for key in chosen if held[key]}, home, scenario)
    telling = _Telling(
        sight,
        messages,
        held,
        _tagged(sight, {key: held[key] for key in chosen if key in main}, home),
        queued_on(sight, [key for key in chosen if key in main], kind_of),
        _widest(scenario, kind_of),
    )
    return tuple(telling.flow(key, joined[key], worth[key], main=key in main) for key in chosen)


def _joined(pairs: Pairs, kind_of: dict[str, int]) -> dict[Key, dict[str, float]]:
    """Join what goes from one to another of one kind: tonnes a month of each commodity."""
    joined: dict[Key, dict[str, float]] = {}
    for (seller, buyer, good), tonnes in pairs.items():
        joined.setdefault((seller, buyer, kind_of[good]), {})[good] = tonnes
    return joined


def _chosen(worth: dict[Key, float], home: str) -> list[Key]:
    """Choose the flows that can be looked at, the seat's own first, then the largest by value."""
    whole: dict[int, float] = {}
    for key, value in worth.items():
        whole[key[2]] = whole.get(key[2], 0.0) + value
    own = {key for key in worth if home in key[:2]}
    large = {key for key, value in worth.items() if value >= LEAST_PART * whole[key[2]]}
    return sorted(own | large, key=lambda key: (key not in own, -worth[key]))[:MOST_FLOWS]


@dataclass(frozen=True)
class _Telling:
    """What is told of flows."""

    sight: Sight
    messages: Messages
    held: dict[Key, list[str]]
    """The measures that hold each back."""
    tagged: frozenset[Key]
    """Those of which the map says so."""
    queued: dict[Key, Action]
    """What the seat has queued on some."""
    widest: dict[Key, str]
    """The link that usually carries most of each."""

    def flow(self, key: Key, parts: dict[str, float], worth: float, *, main: bool) -> Flow:
        """Show one flow: tonnes a month of each commodity, and what they are worth."""
        seller, buyer, kind = key
        countries = self.sight.observation.network.scenario.countries
        names = [short(countries[end].name) for end in (seller, buyer)]
        name, lines = f"{seller}>{buyer}>{kind}", self._lines(key, parts)
        source = _source(self.sight.observation.network.scenario, self.widest, key, self.messages)
        return Flow(
            id=name, seller=seller, buyer=buyer, kind=kind,
            tonnes=12.0 * sum(parts.values()), worth=worth,
            curbed=bool(self.held[key]), main=main,
            tag=self._tag(key, whose=False), tag_long=self._tag(key, whose=True),
            tag_why=self._curbs(key), whom=names[1], queued=key in self.queued, lines=lines,
            sheet=Sheet(id=name, name=" – ".join(names), lines=lines, source=source),
        )  # fmt: skip

    def _lines(self, key: Key, parts: dict[str, float]) -> tuple[str, ...]:
        """Say what goes there, what holds it back and what is queued on it."""
        goods = self.sight.observation.network.scenario.commodities
        lines = [
            self.messages.say(
                "game.flow_line", good=short(goods[good].name), tonnes=amount(12.0 * tonnes)
            )
            for good, tonnes in sorted(parts.items())
        ]
        lines += self._curbs(key)
        if key in self.queued:
            lines.append(queued_line(self.sight, self.queued[key], self.messages))
        return tuple(lines)

    def _curbs(self, key: Key) -> tuple[str, ...]:
        """Say which measures hold it back, and what they let pass together."""
        held = tuple(dict.fromkeys(self.held[key]))
        told = measures_told(self.sight, held, self.messages, key[1])
        all_of_it = together(self.sight, held, key[1], self.messages)
        return (*told, all_of_it) if all_of_it else told

    def _tag(self, key: Key, *, whose: bool) -> str:
        """Return what is written on it: what is queued, or what holds it back."""
        if key in self.queued:
            return queued_tag(self.sight, self.queued[key], self.messages, whose=whose)
        if key not in self.tagged:
            return ""
        return tag_of(self.sight, self.held[key], key[1], self.messages, whose=whose)


def _widest(scenario: Scenario, kind_of: dict[str, int]) -> dict[Key, str]:
    """Find, for each pair and kind, the link that usually carries most of it."""
    found: dict[Key, str] = {}
    for name, link in scenario.links.items():
        buyer = scenario.facilities.get(link.buyer) or scenario.sectors[link.buyer]
        key = scenario.facilities[link.seller].country, buyer.country, kind_of[link.commodity]
        best = scenario.links[found[key]].base_flow_t_per_year if key in found else -1.0
        if link.base_flow_t_per_year > best:
            found[key] = name
    return found


def _source(
    scenario: Scenario,
    widest: dict[Key, str],
    key: Key,
    messages: Messages,
) -> str:
    """Say where the tonnes of a flow come from, and those that it began with."""
    told = messages.say("game.flow_source")
    if key not in widest:
        return told
    began = source_of(scenario.links[widest[key]], messages)
    return f"{told}\n{began}"


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
