"""Make the page of a game that is over: the score, everything over time, every decision."""

import math

from realm.core.actions import Revoke
from realm.core.scenario import Scenario
from realm.play.beaten import beaten
from realm.play.match import Match, Page
from realm.play.news import all_events, of_deal
from realm.play.past import Past, remember
from realm.play.plants import begun
from realm.play.sight import Sight
from realm.rules.event import Event, short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import said
from realm.view.picture.of_news import related, told_all
from realm.view.picture.of_seat import kpi, kpi_names
from realm.view.picture.of_terms import name_of
from realm.view.picture.of_words import promises
from realm.view.picture.table import Kpi
from realm.view.picture.words import amount, figure, moved_part, quarter
from realm.view.picture.world import Bar

OTHERS = 2
"""Deeds of others that are told of a turn."""
DEEDS = frozenset({"measure", "deal", "breach", "contract"})
"""Kinds of event that somebody decided."""


def over_page(match: Match, sight: Sight, past: Past, messages: Messages) -> p.Page:
    """Show what a game came to: the score, numbers from first to last, and every decision."""
    say = messages.say
    scenario = match.model.network.scenario
    score = figure(past.points, "")[0] if not math.isfinite(past.points) else f"{past.points:.1f}"
    left: tuple[p.Block, ...] = (
        p.Heading(text=say("over.score")),
        p.Text(text=say("over.points", score=score), role="display", ink="accent"),
        *_percentile(match, sight, past, messages),
        p.Text(text=say("over.score_text"), role="note"),
        *_standings(match, sight, messages),
        p.Heading(text=say("over.best")),
        *told_all(match, _turning_points(match, sight), messages),
        *_words(match, sight, messages),
    )
    names = kpi_names(sight, past)
    first = -len(past.months)
    numbers = tuple(kpi(match, sight, past, n, messages, since=first) for n in names)
    middle: tuple[p.Block, ...] = (
        p.Heading(text=say("over.numbers"), note=say("over.since_start")),
        p.Charts(kpis=(*worth_chart(past, messages), *numbers)),
        p.Heading(text=say("over.prices"), note=say("over.since_start")),
        p.Charts(kpis=_prices(match, past, messages)),
    )
    return p.Page(
        name="over",
        title=say("over.title"),
        note=scenario.title,
        columns=(
            p.Column(blocks=left, share=0.9),
            p.Column(blocks=middle, share=1.1),
            p.Column(blocks=tuple(_decisions(match, sight, past, messages)), share=1.0),
        ),
        foot=(
            p.Press(id="title", label=say("over.to_title")),
            p.Press(id="film", label=say("over.film")),
            p.Press(id="keep", label=say("over.keep")),
            p.Press(id="again", label=say("over.again"), primary=True),
        ),
        back="title",
    )


def _decisions(match: Match, sight: Sight, past: Past, messages: Messages) -> list[p.Block]:
    """Tell turn by turn what the seat ordered, what others did, and what the turn was worth."""
    say, scenario = messages.say, match.model.network.scenario
    found: list[p.Block] = [p.Heading(text=say("over.decisions"), note=say("over.worth"))]
    before = math.nan
    for page in match.pages[1:]:
        worth = past.score[page.turn]
        taken = [said(action, scenario, messages) for action in page.taken.get(sight.seat, ())]
        mine = [say("over.you", text=text) for text in taken]
        mine += _signed(match, sight, page, messages)
        mine = mine or [say("turn.nothing")]
        right = f"{worth:.1f}" if math.isfinite(worth) else ""
        if math.isfinite(worth - before):
            by = round(worth - before, 1) + 0.0
            right += f" ({by:+.1f})".replace("-", "−")
        found.append(
            p.Told(
                title=say("over.turn", turn=page.turn, month=page.month),
                lines=(*mine, *_of_others(match, sight, page, messages)),
                right=right,
                ink="line_strong" if mine == [say("turn.nothing")] else "accent",
            )
        )
        before = worth
    built = begun(match, sight.seat)
    if built:
        found.append(p.Heading(text=say("over.built")))
    for plant in built:
        text = say(
            "over.plant_late" if plant.after_end else "over.plant", month=plant.opens,
            months=plant.months, planned=plant.planned,
        )  # fmt: skip
        found.append(
            p.Told(title=scenario.projects[plant.project].name, lines=(text,),
                   right=say("game.turn_short", turn=plant.turn), ink="accent")
        )  # fmt: skip
    return found


def _signed(match: Match, sight: Sight, page: Page, messages: Messages) -> list[str]:
    """Tell which deals the seat signed in a turn, and which it broke without an order."""
    events = [
        event for event in all_events(match, page.turn)
        if event.kind in ("deal", "breach") and sight.actor in event.actors
    ]  # fmt: skip
    ordered = {one.name.partition(":")[0] for one in page.taken.get(sight.seat, ())
               if isinstance(one, Revoke)}  # fmt: skip
    return [
        messages.say("over.signed" if event.kind == "deal" else "over.broken", text=event.text)
        for event in events
        if event.kind == "deal" or event.subject not in ordered
    ]


def _of_others(match: Match, sight: Sight, page: Page, messages: Messages) -> list[str]:
    """Tell what others decided in a turn, the largest first."""
    deeds = [
        event for event in all_events(match, page.turn)
        if event.kind in DEEDS and sight.actor not in event.actors and not of_deal(event)
    ]  # fmt: skip
    largest = sorted(deeds, key=lambda event: -event.importance)[:OTHERS]
    return [messages.say("over.others", text=event.text) for event in largest]


def worth_chart(past: Past, messages: Messages) -> tuple[Kpi, ...]:
    """Show what each turn was worth."""
    known = tuple(value for value in past.score[1:] if math.isfinite(value))
    if not known:
        return ()
    return (
        Kpi(id="points", label=messages.say("over.points_chart"), value=f"{known[-1]:.1f}",
            series=known, why=messages.say("over.score_text")),
    )  # fmt: skip


def _prices(match: Match, past: Past, messages: Messages) -> tuple[Kpi, ...]:
    """Show every price over all turns."""
    scenario = match.model.network.scenario
    return tuple(
        Kpi(
            id=f"price:{name}", label=short(noun.name), value=amount(past.prices[name][-1]),
            unit="$/kg", change=moved_part(past.prices[name][0], past.prices[name][-1]),
            series=tuple(value for value in past.prices[name] if math.isfinite(value)),
            why=messages.say("over.price_why", first=amount(past.prices[name][0]),
                             month=quarter(past.months[0], 1)),
        )
        for name, noun in scenario.commodities.items()
        if math.isfinite(past.prices[name][-1]) and math.isfinite(past.prices[name][0])
    )  # fmt: skip


def _words(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what was promised by word of mouth; nothing where nothing was."""
    found = promises(match, sight.seat, messages)
    return [p.Heading(text=messages.say("game.said_not_signed")), *found] if found else []


def _percentile(match: Match, sight: Sight, past: Past, messages: Messages) -> list[p.Block]:
    """Compare with simulated players of the seat, where some played by these rules to the end."""
    found = beaten(match, sight.seat, past.points)
    if found is None:
        return []
    key = "over.percentile"
    if past.points > found.best or past.points < found.worst:
        key = "over.above_all" if past.points > found.best else "over.below_all"
    part = f"{min(max(found.share, 1.0), 99.0):.0f}"
    told = messages.say(key, part=part, games=f"{found.games:,}")
    scores = messages.say("over.simulated", worst=f"{found.worst:.1f}",
                          middle=f"{found.middle:.1f}", best=f"{found.best:.1f}")  # fmt: skip
    return [p.Text(text=told, role="h2", ink="high"), p.Text(text=scores, role="note")]


def _called(scenario: Scenario, seat: str) -> str:
    """Call a government by its country, a firm by its title."""
    noun = scenario.seats[seat]
    governs = noun.actor in scenario.countries
    return name_of(scenario, noun.actor) if governs else short(noun.title)


def _standings(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Compare with the other seats: the game is over, so all may know."""
    scenario = match.model.network.scenario
    points = {seat: remember(match, seat).points for seat in scenario.seats}
    known = sorted((s for s in points if math.isfinite(points[s])), key=lambda s: -points[s])
    bars = tuple(
        Bar(
            label=messages.say("game.you") if seat == sight.seat else _called(scenario, seat),
            share=points[seat] / 100.0,
            text=f"{points[seat]:.1f}",
        )
        for seat in known
    )
    return [p.Heading(text=messages.say("over.seats")), p.Bars(bars=bars)]


def _turning_points(match: Match, sight: Sight) -> list[Event]:
    """Find what touched the seat most in the game, each thing once, in the order of time."""
    found = [e for page in match.pages[1:] for e in related(match, sight, page.turn)[:4]]
    largest: dict[tuple[str, str], Event] = {}
    for event in sorted(found, key=lambda event: -event.importance):
        largest.setdefault((event.kind, event.subject), event)
    return sorted(list(largest.values())[:5], key=lambda event: event.month)
