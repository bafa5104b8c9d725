"""Make the pictures of the panels that tell how a seat stands: top bar and role card."""

import math
from dataclasses import replace

import numpy as np

from realm.core.actors import Facility, Sector
from realm.core.words import month_after
from realm.play.account import lately
from realm.play.causes import Cause, causes
from realm.play.got import got
from realm.play.match import Match
from realm.play.paid import LEAST
from realm.play.past import Past, both_prices, outside
from realm.play.sight import Sight
from realm.play.trusts import trust_in
from realm.rules.event import short
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture.of_causes import label_of, parts_text
from realm.view.picture.of_goods import good_text
from realm.view.picture.of_moved import indicator_why, is_hollow, stance_why
from realm.view.picture.of_terms import name_of
from realm.view.picture.table import Change, Kpi, Price, RoleCard, Stance, TopBar
from realm.view.picture.trade import bought_of, mostly_traded, side_of, welcome
from realm.view.picture.words import (
    amount,
    capital,
    figure,
    good,
    moved,
    moved_part,
    quarter,
    sentence,
    steady_part,
)

KPIS = 5
"""Numbers on the role card."""
SLIGHT = 0.01
"""Part of a number by which its past must differ to be drawn as more than a level line."""
LEAST_SPAN = {"share": 0.01, "-1..1": 0.02}
"""The same for numbers on a scale of their own."""
AXIS = 0.05
"""Least range of a sparkline's axis, as a part of the number, so that noise does not look large."""
LEAST_AXIS = {"share": 0.05, "-1..1": 0.1}
"""The same for numbers on a scale of their own."""
LEAST_SENT = 0.5
"""t below which nothing is told of what went abroad."""
FAR = 0.1
"""Part of the price of the top bar by which what exporters got differs enough to say why."""
SCALED = "-1..1"
"""The unit of numbers on a scale whose ends are told beside them."""
STANCES = 6
OWN_TRADE = {"sales": "sold", "sold": "sold", "purchases": "bought", "bought": "bought"}
"""What moves an account by trade of one's own: a firm's, and that of a government's stores."""


def top_bar(match: Match, sight: Sight, past: Past, messages: Messages) -> TopBar:
    """Say where one is and what things cost."""
    scenario = match.model.network.scenario
    why = causes(match, match.turn)
    home = short(scenario.countries[scenario.reference_exporter].name)
    prices = []
    for name, noun in scenario.commodities.items():
        series = past.prices[name]
        now = series[-1]
        before = turn_before(series, past.early_prices.get(name, ()), scenario.months_per_turn)
        side = side_of(sight, name)
        change = moved_part(before, now, better=welcome(sight, name))
        prices.append(
            Price(
                id=name, label=good(noun.name), unit="$/kg", value=amount(now), change=change,
                steady="" if change is not None else steady_part(before, now),
                side=messages.say(f"game.you_{side}") if side not in ("", "use") else "",
                why="\n".join((
                    price_why(
                        messages,
                        messages.say("turn.outside" if outside(match, name) else "turn.inside",
                                     good=short(noun.name), home=home),
                        why.get(name, ()), change,
                    ),
                    *own_price(match, sight, name, home, messages),
                    *_bought(sight, name, messages),
                    *both_told(match, name, messages),
                    good_text(scenario, name, messages),
                )),
            )
        )  # fmt: skip
    worth = {
        name: (side_of(sight, name) not in ("", "use"), *_usual_worth(sight, name))
        for name in scenario.commodities
    }
    ranks = {name: i for i, name in enumerate(sorted(worth, key=worth.__getitem__, reverse=True))}
    prices = [replace(one, rank=ranks[one.id]) for one in prices]
    return TopBar(
        title=scenario.title,
        where=messages.say("game.you_and_others", count=len(scenario.seats) - 1),
        turn=min(sight.turn + 1, sight.turns),
        turns=sight.turns,
        date=quarter(sight.month, scenario.months_per_turn),
        prices=tuple(prices),
    )


def both_told(match: Match, commodity: str, messages: Messages) -> tuple[str, ...]:
    """Say what a commodity costs on both sides of the reference exporter's border, and cost."""
    found, scenario = both_prices(match, commodity), match.model.network.scenario
    if not found:
        return ()
    (inside_first, inside), (outside_first, now) = found["inside"], found["outside"]
    return (
        messages.say(
            "turn.both_prices", home=short(scenario.countries[scenario.reference_exporter].name),
            month=month_after(scenario.starts, 0), inside=amount(inside), outside=amount(now),
            inside_first=amount(inside_first), outside_first=amount(outside_first),
        ),
    )  # fmt: skip


def own_price(
    match: Match, sight: Sight, commodity: str, home: str, messages: Messages
) -> list[str]:
    """Say at which price the seat or its exporters traded a good, and why that is not the mean."""
    network = match.model.network
    stores, months = network.scenario.stockpiles, network.months_per_turn
    told = []
    for line in lately(match, match.turn, sight.seat):
        key, tonnes = OWN_TRADE.get(line.cause), float(line.tonnes[0])
        good = stores[line.name].commodity if line.name in stores else line.name
        if key and good == commodity and tonnes > 0.0:
            price = amount(abs(float(line.kusd[0])) / tonnes)
            said = messages.say(
                f"turn.own_{key}", tonnes=amount(tonnes), price=price, months=months
            )
            told.append(said)
    sent = got(match, match.turn, sight.actor).get(commodity) if _rules(sight) else None
    far = bool(told)
    if sent is not None and sent.tonnes >= LEAST_SENT:
        key = "own_charged" if sent.charged > LEAST * sent.kusd else "own_sent"
        told.append(messages.say(
            f"turn.{key}", tonnes=amount(sent.tonnes), price=amount(sent.price),
            whole=amount(sent.whole), months=months,
        ))  # fmt: skip
        numbers = match.pages[-1].numbers
        mean = numbers.get(f"outside {commodity}", numbers.get(f"inside {commodity}", math.nan))
        far = far or abs(sent.price - mean) > FAR * mean
    return [*told, messages.say("turn.own_differs", home=home)] if far else told


def _rules(sight: Sight) -> bool:
    """Tell whether the seat is a government."""
    return sight.actor in sight.observation.network.scenario.countries


def _bought(sight: Sight, commodity: str, messages: Messages) -> tuple[str, ...]:
    """Say in what a seat buys a good that it does not trade itself."""
    made = bought_of(sight, commodity) if side_of(sight, commodity) == "use" else ""
    noun = sight.observation.network.scenario.commodities.get(made)
    return (messages.say("game.in_bought", good=good(noun.name)),) if noun is not None else ()


def turn_before(series: tuple[float, ...], early: tuple[float, ...], months: int) -> float:
    """Return what a number was a turn ago, or before the first turn so many months ago."""
    if len(series) > 1:
        return series[-2]
    return early[-1 - months] if len(early) > months else math.nan


def _usual_worth(sight: Sight, commodity: str) -> tuple[float, float]:
    """Return what is usually traded of a commodity, by the seat and by all, k$ a year.

    It says which prices are shown where not all have room. It is what a country at the quiet start
    trades across its borders, a firm what its plants sell and buy.
    """
    scenario = sight.observation.network.scenario
    nodes: dict[str, Facility | Sector] = {**scenario.facilities, **scenario.sectors}

    def its(node: str) -> bool:
        noun = nodes[node]
        return sight.actor in (noun.country, getattr(noun, "firm", ""))

    links = [link for link in scenario.links.values() if link.commodity == commodity]
    own = (one.base_flow_t_per_year for one in links if its(one.seller) != its(one.buyer))
    price = scenario.commodities[commodity].price_usd_per_kg
    return sum(own) * price, sum(one.base_flow_t_per_year for one in links) * price


def price_why(
    messages: Messages, name: str, found: tuple[Cause, ...], change: Change | None
) -> str:
    """Say what moved a price, three causes at most."""
    if change is None:
        return messages.say("game.price_steady", name=name)
    verb = "game.price_rose" if change.rises else "game.price_fell"
    told = messages.say(verb, name=name, part=change.text)
    causes = tuple(f"• {line}" for line in parts_text(found, messages))
    multiply = (messages.say("turn.multiply"),) if len(causes) > 1 else ()
    return "\n".join((told, *causes, *multiply))


# --- the role card --------------------------------------------------------------------------------


def role_card(match: Match, sight: Sight, past: Past, messages: Messages) -> RoleCard:
    """Say who one is and how that stands."""
    scenario = match.model.network.scenario
    seat = scenario.seats[sight.seat]
    actor = scenario.countries.get(sight.actor) or scenario.firms[sight.actor]
    name, what = short(actor.name), short(seat.title)
    if sight.actor in scenario.firms:
        home = scenario.countries[scenario.firms[sight.actor].country]
        name, what = what, messages.say("game.firm_in", country=short(home.name))
    sold, bought = (good_of and good(scenario.commodities[good_of].name)
                    for good_of in mostly_traded(sight))  # fmt: skip
    trade = [messages.say("game.role_sells", good=sold)] if sold else []
    trade += [messages.say("game.role_buys", good=bought)] if bought else []
    return RoleCard(
        id=sight.actor,
        badge=getattr(actor, "iso3", "") or name[:2].upper(),
        name=name,
        what=what,
        trade=tuple(trade),
        why="\n".join((capital(what), *(sentence(told) for told in trade))),
        kpis=tuple(
            replace(one, label_long=capital(messages.texts.get(f"game.card_{one.id}", "")))
            for one in kpis(match, sight, past, messages, most=max(KPIS, len(seat.objectives)))
        ),
        stances=stances(match, sight, messages),
    )


def kpi_names(sight: Sight, past: Past) -> list[str]:
    """Choose the numbers of the card: what the seat is scored on, then what most would look at."""
    weights = sight.observation.network.scenario.seats[sight.seat].objectives
    chosen = sorted(weights, key=lambda name: -abs(weights[name]))
    further = ("days_of_cover", "treasury", "profit", "fill_rate", "utilisation")
    chosen += [name for name in further if name not in weights]
    return [name for name in chosen if math.isfinite(past.indicators[name][-1])]


def kpis(
    match: Match, sight: Sight, past: Past, messages: Messages, most: int = KPIS
) -> tuple[Kpi, ...]:
    """Show the numbers that the seat is judged by, against the turn before."""
    return tuple(kpi(match, sight, past, name, messages) for name in kpi_names(sight, past)[:most])


def kpi(
    match: Match, sight: Sight, past: Past, name: str, messages: Messages, *, since: int = -2
) -> Kpi:
    """Show one number: now, its change since another turn, and its past."""
    indicator = INDICATORS[name]
    series = past.indicators[name]
    value, unit = figure(series[-1], indicator.unit)
    months = sight.observation.network.months_per_turn
    early = past.early_indicators.get(name, ())
    before = series[since] if len(series) >= abs(since) else turn_before(series, early, months)
    better = 0.0 if since == -2 and is_hollow(match, sight, name) else _better(sight, name)
    change = moved(before, series[-1], indicator.unit, better)
    return Kpi(
        id=name,
        label=label_of(name, messages),
        value=value,
        unit=unit,
        scale=messages.say("game.of_scale") if indicator.unit == SCALED else "",
        change=change,
        series=_drawn(monthly(series, early, months), indicator.unit),
        span=LEAST_AXIS.get(indicator.unit, AXIS * abs(series[-1])),
        why=indicator_why(match, sight, name, messages),
    )


def monthly(series: tuple[float, ...], early: tuple[float, ...], months: int) -> tuple[float, ...]:
    """Lay a number out by months: those before the first turn, then turns, straight in between."""
    if not early:
        return series
    turns = np.arange(len(series))
    steps = np.arange(1, months * (len(series) - 1) + 1) / months
    return (*early, *(float(value) for value in np.interp(steps, turns, series)))


def _drawn(series: tuple[float, ...], unit: str) -> tuple[float, ...]:
    """Return what a sparkline shows; flat where the number hardly moved all the time."""
    known = tuple(value for value in series if math.isfinite(value))
    if not known:
        return known
    middle, span = float(np.median(known)), max(known) - min(known)
    slight = span < LEAST_SPAN.get(unit, SLIGHT * abs(middle))
    alike = len({figure(value, unit) for value in known}) == 1
    return (middle,) * len(known) if alike or slight else known


def _better(sight: Sight, name: str) -> float:
    weights = sight.observation.network.scenario.seats[sight.seat].objectives
    common = {"higher": 1.0, "lower": -1.0}.get(INDICATORS[name].better, 0.0)
    return weights.get(name, common)


def stances(match: Match, sight: Sight, messages: Messages) -> tuple[Stance, ...]:
    """Show whom the seat can trust by what they did: who plays, then the most and the least."""
    scenario = sight.observation.network.scenario
    players = {noun.actor: short(noun.title) for noun in scenario.seats.values()}
    known = []
    for name in (*scenario.countries, *scenario.firms):
        value = trust_in(sight, name)
        if math.isfinite(value) and name != sight.actor:
            called = name_of(scenario, name).partition(" / ")[0]
            if name in scenario.firms:
                called = players.get(name, called)
            why = stance_why(match, sight, name, value, messages)
            firm = scenario.firms.get(name)
            home = short(scenario.countries[firm.country].name) if firm is not None else ""
            known.append(
                Stance(
                    id=name, name=called, home=home, value=value, plays=name in players, why=why
                )
            )  # fmt: skip
    loudest = sorted(known, key=lambda stance: (not stance.plays, -abs(stance.value)))[:STANCES]
    return tuple(sorted(loudest, key=lambda stance: -stance.value))
