"""Make the pages of talks: with whom to talk this turn, and the negotiation table in full size."""

import math

import numpy as np

from realm.core.talks import Status
from realm.model.chair import Place
from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_talks import (
    name_of,
    negotiation,
    opening,
    other_side,
    settings,
    terms_text,
)
from realm.view.picture.words import dollars


def whom_page(sight: Sight, messages: Messages, picked: tuple[str, ...]) -> p.Page:
    """Show the tables at which the seat may talk, those that were picked marked."""
    say = messages.say
    scenario = sight.observation.network.scenario
    network = sight.observation.network
    items: list[p.Block] = [p.Text(text=say("game.whom_text"))]
    for table in sight.tables:
        row = network.tables.index(table)
        lines = [scenario.tables[table].text]
        if sight.observation.deal[row, 0] >= 0.0:
            lines.append(say("game.in_force"))
        items.append(
            p.Item(
                id=f"pick:{table}",
                title=name_of(scenario, other_side(sight, table)),
                lines=tuple(line for line in lines if line),
                chosen=table in picked,
                right="✓" if table in picked else "",
            )
        )
    label = "game.begin_talks" if picked else "game.begin_none"
    return p.Page(
        name="whom",
        title=say("game.whom"),
        note=say("game.whom_note"),
        columns=(p.Column(blocks=tuple(items)),),
        foot=(
            p.Press(id="close", label=say("game.close")),
            p.Press(id="begin", label=say(label), primary=True),
        ),
        back="close",
        narrow=720.0,
    )


def talks_page(
    match: Match,
    sight: Sight,
    messages: Messages,
    talk: str,
    drafts: dict[str, dict[str, int]],
) -> p.Page:
    """Show the talks of this turn at the left, one of them in full size, and what was offered."""
    say = messages.say
    scenario = match.model.network.scenario
    places = {place.table: place for place in sight.talks or ()}
    name = talk if talk in places else next(iter(places), "")
    foot = (p.Press(id="close", label=say("game.close"), primary=True),)
    if not name:
        column = p.Column(blocks=(p.Text(text=say("game.no_talks_yet")),))
        return p.Page(name="talks", title=say("game.talks"), columns=(column,), foot=foot,
                      back="close", narrow=720.0)  # fmt: skip
    place = places[name]
    shown = negotiation(match, sight, place, drafts.get(name, {}), messages)
    tables = tuple(
        p.Item(
            id=f"talk:{one.table}",
            title=name_of(scenario, other_side(sight, one.table)),
            lines=(_state(one, messages),),
            chosen=one.table == name,
        )
        for one in places.values()
    )
    about: tuple[p.Block, ...] = (
        p.Heading(text=say("game.their_case")),
        p.Text(text=scenario.tables[name].text, role="note"),
    )
    middle: list[p.Block] = [p.Bargain(talk=shown)]
    if place.status is Status.OPEN:
        refusal = shown.refusals.get("counter", "")
        want = p.Press(
            id="want", label=say("game.want"), hint=say("game.want_hint"), refusal=refusal
        )
        middle += [p.Text(text=say("game.said"), role="note"), p.Buttons(buttons=(want,))]
        middle += _worth(match, sight, place, drafts.get(name, {}), messages)
    elif place.agreed:
        terms = terms_text(scenario, name, place.agreed, messages)
        middle += [p.Heading(text=say("game.deal_terms")), p.Text(text=terms, ink="good")]
    return p.Page(
        name="talks",
        title=say("game.talks"),
        note=say("game.talks_note"),
        columns=(
            p.Column(blocks=(*tables, *about), share=0.8),
            p.Column(blocks=tuple(middle), share=1.5),
            p.Column(blocks=(p.Offers(talk=shown),), share=0.9),
        ),
        foot=foot,
        back="close",
    )


def _state(place: Place, messages: Messages) -> str:
    match place.status:
        case Status.AGREED:
            return messages.say("game.signed")
        case Status.LEFT:
            return messages.say("game.talks_left")
        case Status.LAPSED:
            return messages.say("game.talks_lapsed")
    return messages.say("game.round", round=place.round + 1, rounds=place.rounds)


def _worth(
    match: Match, sight: Sight, place: Place, draft: dict[str, int], messages: Messages
) -> list[p.Block]:
    """Say what the offer as drafted is worth to the seat, by its own reckoning."""
    chair = match.chair(sight.seat)
    if chair is None:
        return []
    worth, nothing = chair.worth(place.table)
    chosen = settings(place, draft or opening(match, sight, place))
    at = np.array([chosen[issue.name] for issue in place.agenda.issues])
    outcome = np.flatnonzero((place.agenda.choices == at).all(axis=1))
    gain = float(worth[outcome[0]]) - nothing if len(outcome) else math.nan
    if not math.isfinite(gain):
        return []
    sign = "+" if gain >= 0.0 else "−"
    told = messages.say("game.gain_text", gain=f"{sign}{dollars(abs(gain))}")
    return [
        p.Heading(text=messages.say("game.your_gain").upper()),
        p.Text(text=told, role="h2", ink="good" if gain >= 0.0 else "bad"),
    ]
