"""Say what is known of a country: its trade, its part of the world's exports, its curbs."""

import math

from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.view.messages import Messages
from realm.view.picture.kinds import grouped
from realm.view.picture.of_curbs import (
    bites,
    curbs_by_link,
    measures_told,
    passing,
    tag_of,
    together,
)
from realm.view.picture.of_goods import source_of
from realm.view.picture.of_stances import curbs_of, home_of, stance_of
from realm.view.picture.trade import Pairs
from realm.view.picture.words import amount
from realm.view.picture.world import Bar, Sheet

ALARMS = 2
"""Most measures that a sheet names."""
FIXED = "\u00a0"
"""A space at which no line breaks."""
PARTNERS = 3
"""Most partners that a line names."""


def _kept(part: float) -> str:
    return percent(part).replace(" ", FIXED)


def whole_name(scenario: Scenario, country: str) -> str:
    """Name a country so that no line breaks within its name."""
    return short(scenario.countries[country].name).replace(" ", FIXED)


def _trade(pairs: Pairs, country: str, *, buys: bool) -> dict[str, dict[str, float]]:
    """Tonnes a month that a country buys or sells across borders: commodity -> partner -> t."""
    found: dict[str, dict[str, float]] = {}
    for (seller, buyer, good), tonnes in pairs.items():
        if country == (buyer if buys else seller):
            other = seller if buys else buyer
            goods = found.setdefault(good, {})
            goods[other] = goods.get(other, 0.0) + tonnes
    return found


def _trade_lines(
    sight: Sight, country: str, pairs: Pairs, messages: Messages, most: int = 2
) -> list[str]:
    scenario = sight.observation.network.scenario
    price = {name: noun.price_usd_per_kg for name, noun in scenario.commodities.items()}
    lines = []
    for key, buys in (("game.buys", True), ("game.sells", False)):
        trade = _trade(pairs, country, buys=buys)
        ranked = sorted(trade, key=lambda good: -price[good] * sum(trade[good].values()))
        for good in ranked[:most]:
            parts = trade[good]
            whole = sum(parts.values())
            top = sorted(parts, key=lambda name: -parts[name])[:PARTNERS]
            told = ", ".join(
                f"{whole_name(scenario, name)}{FIXED}{_kept(parts[name] / whole)}" for name in top
            )
            lines.append(
                messages.say(
                    key, tonnes=amount(12.0 * whole),
                    good=short(scenario.commodities[good].name), partners=told,
                )
            )  # fmt: skip
    return lines


def _alarm(sight: Sight, country: str, messages: Messages) -> str:
    """Say how a country holds its exports back from the seat, the tightest measures first."""
    network, scenario = sight.observation.network, sight.observation.network.scenario
    home = home_of(sight)
    biting = [n for n in curbs_of(sight, country) if bites(sight, network.measures.index(n))]
    biting.sort(key=lambda name: passing(sight, name))
    told = [
        f"{scenario.measures[n].name}: {tag_of(sight, [n], home, messages)}"
        for n in biting[:ALARMS]
    ]
    if len(biting) > ALARMS:
        told.append(messages.say("game.more_curbs", count=len(biting) - ALARMS))
    return "\n".join((*_tightest(sight, country, home, messages), *told))


def _tightest(sight: Sight, country: str, home: str, messages: Messages) -> list[str]:
    """Say of the good that several measures hold back most what they let pass together."""
    scenario = sight.observation.network.scenario
    held = {
        good: names
        for (seller, buyer, good), names in curbs_by_link(sight).items()
        if (seller, buyer) == (country, home) and together(sight, names, home, messages)
    }
    if not held:
        return []
    good = min(held, key=lambda one: math.prod(passing(sight, name) for name in held[one]))
    tag = tag_of(sight, list(held[good]), home, messages)
    whom, name = short(scenario.countries[home].name), short(scenario.commodities[good].name)
    return [messages.say("table.rival_curb", good=name, whom=whom, tag=tag)]


def lines_of(sight: Sight, country: str, pairs: Pairs, messages: Messages) -> tuple[str, ...]:
    """Say what hovering over a country tells."""
    curbs = measures_told(sight, tuple(curbs_of(sight, country)), messages, home_of(sight))
    lines = _trade_lines(sight, country, pairs, messages)
    return (*lines, *curbs) or (messages.say("game.no_trade"),)


def sheet_of(sight: Sight, country: str, pairs: Pairs, messages: Messages) -> Sheet:
    """Show what is known of a country: its part of the world's exports, trade, and its curbs."""
    scenario = sight.observation.network.scenario
    kinds, kind_of = grouped(scenario)
    sold = [0.0] * len(kinds)
    whole = [0.0] * len(kinds)
    for (seller, _, good), tonnes in pairs.items():
        whole[kind_of[good]] += tonnes
        sold[kind_of[good]] += tonnes if seller == country else 0.0
    bars = tuple(
        Bar(label=kinds[i], share=sold[i] / whole[i], text=percent(sold[i] / whole[i]))
        for i in range(len(kinds))
        if sold[i] > 0.0
    )
    stance = stance_of(sight, country)
    you = country == home_of(sight)
    lines = _trade_lines(sight, country, pairs, messages, most=1)
    return Sheet(
        id=country,
        name=short(scenario.countries[country].name),
        badge=messages.say("game.you" if you else f"game.stance{stance}"),
        stance=0 if you else stance,
        bars_are=messages.say("game.bars_are") if bars else "",
        bars=bars,
        lines=tuple(lines),
        knows=True,
        alarm=_alarm(sight, country, messages),
        source=source_of(scenario.countries[country], messages),
    )
