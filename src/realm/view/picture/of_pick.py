"""Make a row of the list of all orders of a card: its settings, how it stands, what it costs."""

from collections.abc import Mapping

from realm.core.action import Action
from realm.core.actions import Direct
from realm.play.foresight import Foresight
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_actions import cost_of, price_text
from realm.view.picture.of_cards import Card
from realm.view.picture.of_directives import directive_heading, directive_row
from realm.view.picture.of_effects import in_force, name_of_card, usual_told
from realm.view.picture.of_foresight import points_text
from realm.view.picture.of_standing import setting_word
from realm.view.picture.words import sentence

WIDE = 9
"""Most settings that stand side by side."""


def heading_of(sight: Sight, card: Card, messages: Messages) -> str:
    """Head a section; what state firms can be told has a heading for each of them."""
    if _tells(card):
        scenario = sight.observation.network.scenario
        return directive_heading(scenario, name_of_card(card)[1], messages)
    return messages.say(f"game.section_{card.section}")


def _tells(card: Card) -> bool:
    """Tell whether a card tells a state firm what to do; such a firm itself answers."""
    return any(isinstance(option.action, Direct) for option in card.options)


def pick_of(
    sight: Sight, card: Card, messages: Messages, seen: Mapping[Action, Foresight]
) -> p.Pick:
    """Show a thing with its settings; those that are refused say why."""
    asked, scenario = card.asked(sight), sight.observation.network.scenario
    options = card.options[:WIDE]
    # that it is not in force its setting says
    idle = card.section == "support" and not in_force(sight, name_of_card(card)[1])
    known = (card.kind, "" if idle else card.now, cost_of(options, messages))
    rights = [" · ".join(text for text in known if text)]
    rights += [
        messages.say("game.queued_for", cost=price_text(o, messages)).rstrip(" ·")
        for o in card.options
    ]  # fmt: skip
    return p.Pick(
        id=f"order:{card.id}",
        label=directive_row(scenario, name_of_card(card)[1], messages)
        if _tells(card) else card.title,
        note=card.how,
        unit=card.unit,
        right=rights[asked + 1],
        rights=tuple(dict.fromkeys(rights)),
        options=(
            card.standing, *(setting_word(o.action, sight, messages) for o in options)
        ),
        chosen=asked + 1,
        order=card.order if len(options) == len(card.options) else (),
        refusals=("", *("" if i == asked else sentence(o.refusal) if o.refusal else ""
                        for i, o in enumerate(options))),
        hint="\n".join((
            *card.about, *usual_told(sight, card, messages),
            *_looked_at(sight, card, messages, seen),
        )),
    )  # fmt: skip


def _looked_at(
    sight: Sight, card: Card, messages: Messages, seen: Mapping[Action, Foresight]
) -> tuple[str, ...]:
    """Say what settings were expected to do to the score when they were looked at this turn."""
    found = {o.action: points_text(seen[o.action], messages) for o in card.options
             if o.action in seen}  # fmt: skip
    told = [
        f"{setting_word(one, sight, messages)}: {points}" for one, points in found.items() if points
    ]
    return (messages.say("game.looked_at", told="; ".join(told)),) if told else ()
