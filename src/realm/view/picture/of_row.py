"""Make a row of the table's panel of a card: what it is about, its settings, their cost and effect.

A row says little, in plain words: what kind of thing is set, what it is about in as many words as
there is room for, and of each setting what it costs and what it is expected to do.
"""

import re
from collections.abc import Iterator

import numpy as np

from realm.core import actions as kinds
from realm.core.scenario import Scenario
from realm.play.sight import Option, Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.of_actions import cost_of, label, price_text, undoes
from realm.view.picture.of_cards import Card
from realm.view.picture.of_effects import (
    BESIDE,
    counted,
    effect_now,
    effect_of,
    in_force,
    name_of_card,
    usual_told,
    usual_trade,
)
from realm.view.picture.of_standing import firm_told, is_sized, setting_word
from realm.view.picture.table import Choice
from realm.view.picture.words import capital, good

LEAST_SLIDE = 2
"""Sizes from which there is a slider."""
NUMBERED = re.compile(r" \d+ of \d+$")
"""How the name of one of several things alike ends."""
SMALL = 3
"""Letters of a word that only joins others, as most of them are."""


def row_of(sight: Sight, card: Card, messages: Messages, serves: str = "") -> Choice:
    """Make the row of a card; its first setting is how it stands.

    Args:
        sight: what the seat sees.
        card: what is set.
        messages: texts.
        serves: the commodity that runs short of which it brings more.
    """
    asked = {one.action for one in sight.pending}
    options = settings_of(sight, card)
    chosen = next((i for i, o in enumerate(options) if o.action in asked), -1)
    details = tuple(dict.fromkeys(_details(sight, card, messages)))
    scenario, free = sight.observation.network.scenario, messages.say("game.free")
    kind, keyed = _kind(scenario, card, sight.actor), serves or counted(sight, card)
    return Choice(
        id=card.id,
        label=messages.texts.get(f"game.sets_{kind}") or messages.say(f"game.row_{kind}"),
        details=details,
        options=(card.standing, *(setting_word(o.action, sight, messages) for o in options)),
        chosen=chosen + 1,
        order=_order(card, options),
        costs=(
            _cost_now(options, messages) or free,
            *(messages.say("game.queued_cost", cost=cost) if i == chosen else cost
              for i, cost in enumerate(price_text(o, messages) or free for o in options)),
        ),
        effects=(
            effect_now(sight, card, messages),
            *(effect_of(sight, card, one, messages) for one in options),
        ),
        slides=_slides(sight, card, options),
        queued=chosen >= 0,
        serves=good(scenario.commodities[serves].name) if serves else "",
        hue=hues(scenario)[grouped(scenario)[1][keyed]] if keyed else None,
        refusals=("", *("" if o.action in asked else o.refusal for o in options)),
        hint="\n".join((
            card.title, *_need_told(scenario, serves, messages), *card.about,
            *_alike_told(sight, card, messages),
            *usual_told(sight, card, messages), *_cost_told(options, messages),
        )),
    )  # fmt: skip


def _need_told(scenario: Scenario, serves: str, messages: Messages) -> tuple[str, ...]:
    """Say which good that runs short an order is for."""
    if not serves:
        return ()
    return (messages.say("game.serves_short", good=good(scenario.commodities[serves].name)),)


def _cost_now(options: tuple[Option, ...], messages: Messages) -> str:
    """Say what the one change that can be made would cost; of several, that none is made yet."""
    if len(options) != 1:
        return messages.say("game.no_change")
    cost = cost_of(options, messages)
    return messages.say("game.would_cost", cost=cost) if cost else ""


def _cost_told(options: tuple[Option, ...], messages: Messages) -> tuple[str, ...]:
    """Say what changes cost where there are several to choose from."""
    cost = cost_of(options, messages)
    return (messages.say("game.change_costs", cost=cost),) if cost and len(options) > 1 else ()


def settings_of(sight: Sight, card: Card) -> tuple[Option, ...]:
    """Return the settings of a card that its row has: what undoes nothing is left to the page."""
    asked = {one.action for one in sight.pending}
    kept = []
    for option in card.options:
        action, wanted = option.action, option.action in asked
        empty = isinstance(action, kinds.Lift) and not in_force(sight, action.measure)
        idle = isinstance(action, kinds.Announce) or (undoes(action) and option.refusal) or empty
        if wanted or not idle:
            kept.append(option)
    open_ones = tuple(o for o in kept if not o.refusal or o.action in asked)
    return open_ones if _slides(sight, card, open_ones) else tuple(kept)


def _order(card: Card, options: tuple[Option, ...]) -> tuple[int, ...]:
    """Put the settings of a row, how things stand among them, in the order of the card's."""
    at = {0: 0, **{card.options.index(one) + 1: i for i, one in enumerate(options, 1)}}
    return tuple(at[one] for one in card.order if one in at)


def _slides(sight: Sight, card: Card, options: tuple[Option, ...]) -> bool:
    """Tell whether the settings are sizes on one scale that a slider serves better than words."""
    axis, name = name_of_card(card)
    begins = axis == "measure" and not in_force(sight, name)
    sized = is_sized(options) and len(options) >= LEAST_SLIDE
    return card.section not in BESIDE and sized and (bool(card.order) or begins)


def _kind(scenario: Scenario, card: Card, actor: str) -> str:
    """Say what kind of thing a card sets, as the keys of texts have it."""
    axis, name = name_of_card(card)
    way = card.id.partition("|")[2]
    if axis == "measure" and not way:
        return scenario.measures[name].family
    if axis == "directive" and actor in scenario.firms:
        return "directive_own"
    return f"{axis}_{way}" if way else axis


def _details(sight: Sight, card: Card, messages: Messages) -> Iterator[str]:
    """Say what a card is about, the longest words first."""
    axis, name = name_of_card(card)
    scenario = sight.observation.network.scenario
    match axis:
        case "measure" if card.section == "dispute":
            noun = scenario.measures[name]
            who = short(scenario.countries[noun.country].name)
            yield from cuts(f"{who}: {noun.name}")
            yield who
        case "measure" if card.section == "support":
            yield from cuts(scenario.measures[name].name)
        case "measure":
            yield from _touches(sight, name, messages)
        case "project":
            yield from _plant(sight, name)
        case "stockpile":
            yield good(scenario.commodities[scenario.stockpiles[name].commodity].name)
        case "firm" | "country":
            yield messages.say(f"game.detail_{card.id.partition('|')[2] or axis}")
        case "facility":
            yield (told := label(scenario, axis, name))
            yield capital(told.partition(", ")[2])
        case "directive":
            yield (told := label(scenario, axis, name))
            firm = firm_told(scenario, name.partition(":")[0])
            yield from cuts(capital(told.removeprefix(firm).strip()))
        case _:
            yield from cuts(label(scenario, axis, name))


def _touches(sight: Sight, measure: str, messages: Messages) -> Iterator[str]:
    """Name the goods of a measure and the countries it is for, then say how many goods.

    The goods of which most is usually traded come first.
    """
    scenario = sight.observation.network.scenario
    noun, usual = scenario.measures[measure], usual_trade(sight, measure)
    worth = {
        one: -usual.get(one, 0.0) * scenario.commodities[one].price_usd_per_kg
        for one in noun.commodities
    }
    goods = [good(scenario.commodities[one].name) for one in sorted(worth, key=worth.__getitem__)]
    places = ", ".join(
        short(scenario.countries[one].name) if one in scenario.countries else one.upper()
        for one in noun.destinations
    )
    told = [", ".join(goods)] if goods else [messages.say("game.all_goods")]
    if rest := len(goods[1:]):
        told += [
            messages.say(f"game.goods_{key}", good=goods[0], count=rest)
            for key in ("more", "first")
        ]  # fmt: skip
    way = "from" if noun.family == "import_tariff" else "to"
    if not places:
        yield from told
        yield from cuts(noun.name)
        return
    for what in told:
        yield messages.say(f"game.place_{way}", what=what, places=places)
    yield messages.say(f"game.places_{way}", places=places)
    yield from told


def _plant(sight: Sight, project: str) -> Iterator[str]:
    """Name a plant that can be built: where it is and what is done there, then less of that.

    Which of several alike this is it leaves out; how many there are is told in the hint.
    """
    whole = _stem(sight.observation.network.scenario, project)
    plant, _, what = whole.partition(": ")
    names = [whole]
    if what:
        names.append(f"{plant.partition(',')[0]}: {what}")
    if " " in what:
        names.append(capital(what))
    yield from names
    yield from cuts(plant)


def _stem(scenario: Scenario, project: str) -> str:
    """Name a plant without its number among others."""
    return NUMBERED.sub("", label(scenario, "project", project))


def alike(sight: Sight, project: str) -> list[str]:
    """List a plant and those that differ from it in their number alone and are not ordered yet."""
    network, seen = sight.observation.network, sight.observation
    stem = _stem(network.scenario, project)
    waits = (seen.project_approved[:, 0] <= 0.0) & ~np.isfinite(seen.project_opens[:, 0])
    return [
        name for name, free in zip(network.projects, waits, strict=True)
        if name == project or (free and _stem(network.scenario, name) == stem)
    ]  # fmt: skip


def _alike_told(sight: Sight, card: Card, messages: Messages) -> tuple[str, ...]:
    """Say how many plants of a kind there are to choose from, where there are several."""
    axis, name = name_of_card(card)
    count = len(alike(sight, name)) if axis == "project" else 1
    return (messages.say("game.plants_alike", count=count),) if count > 1 else ()


def cuts(text: str) -> Iterator[str]:
    """Shorten a name where a thought ends: after a comma, before a small word.

    >>> list(cuts("Tolling line at Proterial for Toyota Tsusho"))[1:]
    ['Tolling line at Proterial', 'Tolling line']
    """
    words = text.split()
    yield text
    for count in range(len(words) - 1, 1, -1):
        last, following = words[count - 1], words[count]
        if not _small(last) and (_small(following) or last.endswith((",", ":"))):
            yield " ".join(words[:count]).rstrip(",:")


def _small(word: str) -> bool:
    """Tell whether a word only joins others."""
    return word.islower() and len(word) <= SMALL
