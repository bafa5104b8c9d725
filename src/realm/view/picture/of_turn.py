"""Make the pages of a turn that was played, and of a game that is over."""

import math
from dataclasses import replace

from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.play.causes import CAUSES, causes
from realm.play.match import Match
from realm.play.merits import LEAST as LEAST_POINTS
from realm.play.merits import merits
from realm.play.months import months_seen
from realm.play.outcome import Became, outcome
from realm.play.past import Past, outside
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_account import deed_lines, in_force
from realm.view.picture.of_against import against_told
from realm.view.picture.of_cards import said
from realm.view.picture.of_causes import label_of, parts_text
from realm.view.picture.of_goods import good_text
from realm.view.picture.of_moved import is_hollow
from realm.view.picture.of_news import happened
from realm.view.picture.of_seat import both_told, kpi, kpi_names
from realm.view.picture.of_sellers import sellers_told
from realm.view.picture.of_since import earlier, together_told
from realm.view.picture.of_talked import talked
from realm.view.picture.of_world import world_of
from realm.view.picture.trade import crossed, welcome
from realm.view.picture.words import amount, moved_part, quarter
from realm.view.picture.world import World

STEADY = 0.02
"""Relative change of a price from which its causes are worth telling."""


def turn_page(match: Match, sight: Sight, past: Past, messages: Messages) -> p.Page:
    """Show what the last turn brought and why: months, news, numbers, prices, talks."""
    say, page = messages.say, match.pages[-1]
    scenario = match.model.network.scenario
    months = page.ledger.months
    names = tuple(month_after(scenario.starts, month.month) for month in months)
    sights = months_seen(match, sight)
    worlds = tuple(
        without_words(world_of(seen, messages, customs=crossed(match, month)))
        for seen, month in zip(sights, months, strict=True)
    )
    left: list[p.Block] = [*against_told(match, sight, messages), *happened(match, sight, messages)]
    middle: list[p.Block] = [
        *worth(match, sight, past, messages),
        p.Heading(text=say("turn.for_you"), note=say("turn.point")),
        p.Figures(
            kpis=tuple(kpi(match, sight, past, n, messages) for n in kpi_names(sight, past)),
            slim=True,
        ),
        *_hollow(match, sight, past, messages),
        *_done(match, sight, messages),
        *in_force(match, sight, messages),
        *earlier(match, sight, messages),
        *together_told(match, sight, messages),
        *talked(match, sight, messages),
    ]
    right: list[p.Block] = [
        p.Ground(worlds=worlds, names=names, height=300.0),
        prices_head(scenario, messages),
        *prices(match, sight, past, messages),
        *sellers_told(match, sight, messages),
    ]
    first = month_after(scenario.starts, months[0].month)
    return p.Page(
        name="turn",
        title=say("turn.title" if page.turn else "turn.title_early",
                  turn=page.turn, turns=match.head.turns),
        note=(f"{quarter(first, len(months))}: " if page.turn else "") + f"{first} – {page.month}",
        columns=(
            p.Column(blocks=tuple(left), share=1.05),
            p.Column(blocks=tuple(middle), share=0.9),
            p.Column(blocks=tuple(right), share=1.5),
        ),
        foot=(
            p.Press(id="help", label=say("menu.help")),
            p.Press(id="go_on", label=say("turn.over" if match.over else "turn.go_on"),
                    primary=True),
        ),
        back="go_on",
    )  # fmt: skip


def without_words(world: World) -> World:
    """Take the words off the flows, which a small map has no room for."""
    return replace(world, flows=tuple(replace(flow, tag="") for flow in world.flows))


def prices(match: Match, sight: Sight, past: Past, messages: Messages) -> list[p.Block]:
    """Show how prices moved over the turn, and what moved them: three causes at most each.

    The largest change in percent comes first. What suits the seat and what does not are told apart
    as in the top bar.
    """
    scenario = match.model.network.scenario
    why = causes(match, match.turn)
    found: list[tuple[float, p.Block]] = []
    for name in scenario.commodities:
        series = past.prices[name] if match.turn else _early(past, name, scenario.months_per_turn)
        if len(series) < 2:
            continue
        change = moved_part(series[-2], series[-1], better=welcome(sight, name))
        if change is None:
            continue
        size = abs(series[-1] / series[-2] - 1.0)
        said = parts_text(why.get(name, ()), messages) if size >= STEADY else ()
        sign = "+" if change.rises else "−"
        found.append(
            (
                -size,
                p.Told(
                    title=f"{_good(match, name)}  {amount(series[-1])}",
                    lines=said,
                    right=f"{sign}{change.text}",
                    ink="line_strong" if change.good is None else "good" if change.good else "bad",
                    id=f"price:{name}",
                    hint="\n".join(
                        (*both_told(match, name, messages), good_text(scenario, name, messages))
                    ),
                ),
            )
        )
    if not found:
        return [p.Text(text=messages.say("turn.prices_steady"), role="note")]
    note = p.Text(text=messages.say("turn.multiply"), role="note", ink="low")
    return [note, *(block for _, block in sorted(found, key=lambda pair: pair[0]))]


def _early(past: Past, name: str, months: int) -> tuple[float, ...]:
    """Return a price so many months before the first turn, and at its beginning."""
    series = past.early_prices.get(name, ())
    return (series[-1 - months], series[-1]) if len(series) > months else ()


def prices_head(scenario: Scenario, messages: Messages) -> p.Heading:
    """Head a list of prices: they are those outside the reference exporter."""
    home = short(scenario.countries[scenario.reference_exporter].name)
    return p.Heading(text=messages.say("turn.prices", home=home.upper()), note="$/kg")


def _good(match: Match, name: str) -> str:
    """Name a commodity, and where its price is where that is not outside."""
    noun = match.model.network.scenario
    good = short(noun.commodities[name].name)
    home = short(noun.countries[noun.reference_exporter].name)
    return good if outside(match, name) else f"{good} ({home})"


def worth(match: Match, sight: Sight, past: Past, messages: Messages) -> list[p.Block]:
    """Say what the turn was worth, and which objectives moved that against the turn before."""
    found = merits(match, match.turn, sight.seat)
    if not found:
        return []
    say, by = messages.say, past.score[-1] - past.score[-2]
    shown = [one for one in found[:CAUSES] if abs(one.by) >= LEAST_POINTS]
    parts = [f"{label_of(one.name, messages)} {_points(one.by)}" for one in shown]
    rest = by - sum(one.by for one in shown)
    if parts and abs(rest) >= LEAST_POINTS:
        parts.append(f"{say('turn.all_else')} {_points(rest)}")
    key = "turn.worth_moved" if parts else "turn.worth_same"
    told = say(key, by=_points(by), parts=", ".join(parts))
    mean = say("turn.worth_mean", mean=f"{past.points:.1f}") if match.turn > 1 else ""
    worth = say("turn.worth_of", worth=f"{past.score[-1]:.1f}")
    return [p.Heading(text=say("turn.worth"), note=worth), p.Text(text=told + mean, role="note")]


def _points(by: float) -> str:
    return f"{'+' if by >= 0.0 else '−'}{abs(by):.1f}"


def _hollow(match: Match, sight: Sight, past: Past, messages: Messages) -> list[p.Block]:
    """Say so where a number is better for a bad reason."""
    name = "import_reliance"
    if name not in kpi_names(sight, past) or not is_hollow(match, sight, name):
        return []
    return [p.Text(text=messages.say("turn.hollow_note"), role="note")]


def _done(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what the seat ordered, and what came of it."""
    taken = match.pages[-1].taken.get(sight.seat, ())
    if not match.turn:
        return []
    if not taken:
        sides = match.model.network.scenario.tables
        signed = any(talk.signed and sight.actor in sides[talk.table].sides
                     for talk in match.model.talks.of(match.model.network))  # fmt: skip
        told = messages.say("turn.nothing_signed" if signed else "turn.nothing")
        return [p.Heading(text=messages.say("turn.ordered")), p.Text(text=told, role="note")]
    return [
        p.Heading(text=messages.say("turn.ordered")),
        *(_done_one(match, sight, action, messages) for action in taken),
    ]


def _done_one(match: Match, sight: Sight, action: Action, messages: Messages) -> p.Told:
    """Tell an order and what came of it."""
    scenario, page = match.model.network.scenario, match.pages[-1]
    found = outcome(match, match.turn, action)
    opens = month_after(scenario.starts, int(found.opens)) if math.isfinite(found.opens) else ""
    from_ = month_after(scenario.starts, page.ledger.months[0].month)
    bad = found.became in (Became.UNPAID, Became.NOT_BEGUN, Became.HELD)
    line = messages.say(f"turn.became_{found.became.value}", month=from_, opens=opens)
    did = () if bad else deed_lines(match, sight, action, messages)
    return p.Told(
        title=said(action, scenario, messages), lines=(line, *did), ink="bad" if bad else "accent"
    )
