"""Make the page of everything a seat may order: a card for each thing, its effect, the queue."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.play.finding import finds, names_around
from realm.play.foresight import Foresight
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages, also
from realm.view.picture import page as p
from realm.view.picture.of_actions import cost_text, word
from realm.view.picture.of_cards import Card, cards, said
from realm.view.picture.of_complaints import complaint
from realm.view.picture.of_effects import name_of_card, usual_told
from realm.view.picture.of_exact import unit_of
from realm.view.picture.of_foresight import expected
from realm.view.picture.of_panel import budget
from realm.view.picture.of_pick import heading_of, pick_of

MOST_KNOWN = 6
"""Countries and firms that a search lists."""
MOST_LINKS = 8
"""Links that are listed while nothing is searched: there are hundreds."""
LEAST_POINTS = 0.05
"""Change of the score from which what is queued together is told to make one."""
TOGETHER = "game.together", "game.together_same"
ASKED = "game.asked_points", "game.asked_points_same"
"""What says how all that is queued, and one of it, moves the score, and that it does not."""


def orders_page(
    sight: Sight,
    messages: Messages,
    find: str,
    chosen: str,
    foreseen: Foresight | None = None,
    together: Foresight | None = None,
    seen: Mapping[Action, Foresight] = MappingProxyType({}),
    apart: Mapping[Action, float | None] = MappingProxyType({}),
    typed: str = "",
) -> p.Page:
    """Show everything that can be ordered, what the last order is expected to do, and the queue.

    Args:
        sight: what the seat sees.
        messages: texts.
        find: what is searched.
        chosen: card that was changed last; empty for none.
        foreseen: what is expected of what it is set to; None while that is not known.
        together: the same of all that is queued.
        seen: what was expected of actions when they were looked at this turn.
        apart: the same of what is queued, each beside the others.
        typed: the size that was typed for what the card is about.
    """
    say = messages.say
    known = cards(sight, messages)
    card = next((one for one in known if one.id == chosen), None)
    return p.Page(
        name="actions",
        title=say("game.actions"),
        note=budget(sight, messages),
        columns=(
            p.Column(
                blocks=tuple(_listed(sight, messages, find, known, seen)),
                share=1.35, least=400.0,
            ),
            p.Column(
                blocks=(
                    *_queued(sight, messages, known, chosen, together, apart),
                    *_about(sight, messages, card, foreseen, typed),
                ),
                share=1.0,
            ),
        ),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
    )  # fmt: skip


def _listed(
    sight: Sight,
    messages: Messages,
    find: str,
    known: tuple[Card, ...],
    seen: Mapping[Action, Foresight],
) -> list[p.Block]:
    """List cards by section; what cannot be ordered at all comes last, in a line each."""
    say, words = messages.say, find.casefold().split()
    also_of = partial(also, messages)
    found: list[p.Block] = [
        p.Field(id="find", text=find, blank=say("game.find")),
        p.Text(text=say("game.by_subject"), role="note", ink="low"),
    ]
    scenario = sight.observation.network.scenario
    shown = [card for card in known if finds(words, _searched(scenario, card, messages), also_of)]
    heading, links = "", 0
    for card in shown:
        became = _became(sight, card, messages)
        if card.refusal and card.asked(sight) < 0 and not became:
            continue
        if card.section == "link":
            links += 1
            if links > MOST_LINKS and not words and card.asked(sight) < 0:
                continue
        if (headed := heading_of(sight, card, messages)) != heading:
            heading = headed
            found.append(p.Heading(text=heading))
        found.append(
            p.Told(title=card.title, lines=(became,))
            if became
            else pick_of(sight, card, messages, seen)
        )
    if links > MOST_LINKS and not words:
        found.append(p.Text(text=say("game.more_links", count=links - MOST_LINKS), role="note"))
    closed = [
        card for card in shown
        if card.refusal and card.asked(sight) < 0 and card.section != "link"
        and not _became(sight, card, messages)
    ]  # fmt: skip
    if closed:
        found.append(p.Heading(text=say("game.section_closed")))
        found += [
            p.Told(
                title=f"{card.title}: {_what(sight, card, messages)}", lines=(card.refusal,)
            )
            for card in closed
        ]  # fmt: skip
    if len(found) == 2:
        found.append(p.Text(text=say("game.nothing_found"), role="note"))
    return found + (_known(scenario, words, messages) if words else [])


def _became(sight: Sight, card: Card, messages: Messages) -> str:
    """Say what became of what was ordered once and cannot be again; empty for all else."""
    if card.section != "dispute" or not card.refusal:
        return ""
    return complaint(sight, name_of_card(card)[1], messages)


def _searched(scenario: Scenario, card: Card, messages: Messages) -> str:
    """Put together what a card is found by: its words, and the names around what it is about."""
    axis, name = card.id.partition("|")[0].split(":", 1)
    section = messages.say(f"game.section_{card.section}")
    around = names_around(scenario, axis, name)
    return " ".join((card.title, section, card.kind, *card.about, card.section, around))


def _known(scenario: Scenario, words: list[str], messages: Messages) -> list[p.Block]:
    """List the countries and firms of such a name: what is not ordered can be looked up."""
    nouns = [(name, noun.name) for name, noun in scenario.countries.items()]
    nouns += [(name, noun.name) for name, noun in scenario.firms.items()]
    named = [one for one in nouns if all(word in one[1].casefold() for word in words)]
    if not named:
        return []
    items = (p.Item(id=f"know:{name}", title=short(told)) for name, told in named[:MOST_KNOWN])
    return [p.Heading(text=messages.say("game.known_too")), *items]


def _what(sight: Sight, card: Card, messages: Messages) -> str:
    """Say in a word what cannot be ordered."""
    scenario = sight.observation.network.scenario
    return word(card.options[0].action, scenario, messages).lower()


def _about(
    sight: Sight, messages: Messages, card: Card | None, foreseen: Foresight | None, typed: str
) -> list[p.Block]:
    """Say what the card that was changed last is about, and what its setting is expected to do."""
    say, scenario = messages.say, sight.observation.network.scenario
    if card is None:
        return [p.Heading(text=say("game.foreseen")), p.Text(text=say("game.choose_first"))]
    asked = card.asked(sight)
    title = said(card.options[asked].action, scenario, messages) if asked >= 0 else card.title
    found: list[p.Block] = [
        p.Heading(text=say("game.foreseen")),
        p.Text(text=title, role="h2", ink="high"),
        *(
            p.Text(text=line, role="note")
            for line in (*card.about, *usual_told(sight, card, messages))
        ),
    ]
    unit = unit_of(scenario, card) if not card.refusal else ""
    if unit:
        blank = say(f"game.exact_{unit}")
        found.append(p.Field(id=f"exact:{card.id}", text=typed, blank=blank))
    source = [p.Text(text=card.source, role="micro", ink="low")] if card.source else []
    if asked < 0:
        return [*found, p.Text(text=say("game.left_alone"), role="note"), *source]
    if foreseen is None:
        return [*found, p.Text(text=say("game.foreseeing"), role="note"), *source]
    return [*found, *expected(sight, card.options[asked].action, foreseen, messages), *source]


def _queued(
    sight: Sight,
    messages: Messages,
    known: tuple[Card, ...],
    chosen: str,
    together: Foresight | None,
    apart: Mapping[Action, float | None],
) -> list[p.Block]:
    """List what is queued, each with what it does to the score, and what all of it does."""
    say = messages.say
    scenario = sight.observation.network.scenario
    cost = cost_text(sight.spent, messages)
    found: list[p.Block] = [p.Heading(text=say("game.asked"), note=cost)]
    if not sight.pending:
        return [*found, p.Text(text=say("game.none_asked"), role="note")]
    for one in sight.pending:
        card = card_of(known, one.action)
        told = say("game.foreseeing") if card == chosen else say("game.asked_unseen")
        if one.action in apart:
            told = _points(apart[one.action], ASKED, messages)
        found.append(
            p.Told(
                id=f"show:{one.number}", opens=f"order:{card}" if card else "",
                title=said(one.action, scenario, messages), lines=(told,), ink="accent",
                press=p.Press(id=f"undo:{one.number}", label=say("game.undo")),
            )
        )  # fmt: skip
    last = together.later or together if together is not None else None
    if last is not None and last.score is not None:
        without, after = last.score
        text = _points(after - without, TOGETHER, messages)
        found.append(p.Text(text=text, role="note", ink="high"))
    return found


def card_of(known: Sequence[Card], action: Action) -> str:
    """Name the card of which an action is a setting; empty where there is none."""
    return next((c.id for c in known if action in [o.action for o in c.options]), "")


def _points(moves: float | None, keys: tuple[str, str], messages: Messages) -> str:
    """Say what something does to the score, or that it makes no difference worth telling."""
    if moves is None or abs(moves) < LEAST_POINTS:
        return messages.say(keys[1])
    return messages.say(keys[0], points=f"{'+' if moves > 0.0 else '−'}{abs(moves):.1f}")
