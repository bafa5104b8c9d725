"""Make a row of the table's panel of a card: what it is about, its settings, their cost and effect.

A row says little, in plain words: what kind of thing is set, what it is about in as many words as
there is room for, and of each setting what it costs and what it is expected to do.
"""

import math
from collections.abc import Iterator

import numpy as np

from realm.core import actions as kinds
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.play.sight import Option, Sight
from realm.rules.event import short
from realm.rules.event_terms import SHARE_FAMILIES
from realm.rules.reading import DAYS_PER_MONTH
from realm.strategies.actors import flows_at_start
from realm.strategies.borders import touched
from realm.view.messages import Messages
from realm.view.picture.of_actions import cost_of, label, price_text, size_word, tonnes_word, undoes
from realm.view.picture.of_cards import Card
from realm.view.picture.of_standing import firm_told, in_store, is_sized, setting_word
from realm.view.picture.of_stores import use_at_home
from realm.view.picture.table import Choice
from realm.view.picture.words import amount, capital, good

BESIDE = frozenset({"export", "output"})
"""Sections of which sizes stand side by side, as the words of a curb do; others' make a slider."""
LEAST_SLIDE = 2
"""Sizes from which there is a slider."""
SMALL = 3
"""Letters of a word that only joins others, as most of them are."""


def row_of(sight: Sight, card: Card, messages: Messages) -> Choice:
    """Make the row of a card; its first setting is how it stands."""
    asked = {one.action for one in sight.pending}
    options = settings_of(sight, card)
    chosen = next((i for i, o in enumerate(options) if o.action in asked), -1)
    details = tuple(dict.fromkeys(_details(sight, card, messages)))
    scenario, free = sight.observation.network.scenario, messages.say("game.free")
    return Choice(
        id=card.id,
        label=messages.say(f"game.row_{_kind(scenario, card, sight.actor)}"),
        details=details,
        options=(card.standing, *(setting_word(o.action, scenario, messages) for o in options)),
        chosen=chosen + 1,
        order=_order(card, options),
        costs=(
            cost_of(options, messages) or free,
            *(price_text(o, messages) or free for o in options),
        ),
        effects=(
            _now(sight, card, messages), *(_effect(sight, card, o, messages) for o in options)
        ),
        slides=_slides(sight, card, options),
        queued=chosen >= 0,
        refusals=("", *("" if o.action in asked else o.refusal for o in options)),
        hint="\n".join((card.title, *card.about)),
    )  # fmt: skip


def settings_of(sight: Sight, card: Card) -> tuple[Option, ...]:
    """Return the settings of a card that its row has: what undoes nothing is left to the page."""
    asked = {one.action for one in sight.pending}
    kept = []
    for option in card.options:
        action, wanted = option.action, option.action in asked
        empty = isinstance(action, kinds.Lift) and not _in_force(sight, action.measure)
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
    axis, name = _name(card)
    begins = axis == "measure" and not _in_force(sight, name)
    sized = is_sized(options) and len(options) >= LEAST_SLIDE
    return card.section not in BESIDE and sized and (bool(card.order) or begins)


def _in_force(sight: Sight, measure: str) -> bool:
    row = sight.observation.network.measures.index(measure)
    return bool(sight.observation.measure_on[row, 0] > 0.0)


def _name(card: Card) -> tuple[str, str]:
    """Return axis and name of what a card is about."""
    axis, name = card.id.partition("|")[0].split(":", 1)
    return axis, name


def _kind(scenario: Scenario, card: Card, actor: str) -> str:
    """Say what kind of thing a card sets, as the keys of texts have it."""
    axis, name = _name(card)
    way = card.id.partition("|")[2]
    if axis == "measure" and not way:
        return scenario.measures[name].family
    if axis == "directive" and actor in scenario.firms:
        return "directive_own"
    return f"{axis}_{way}" if way else axis


def _details(sight: Sight, card: Card, messages: Messages) -> Iterator[str]:
    """Say what a card is about, the longest words first."""
    axis, name = _name(card)
    scenario = sight.observation.network.scenario
    match axis:
        case "measure" if card.section == "dispute":
            noun = scenario.measures[name]
            yield from cuts(f"{short(scenario.countries[noun.country].name)}: {noun.name}")
        case "measure" if card.section == "support":
            yield from cuts(scenario.measures[name].name)
            yield from _touches(scenario, name, messages)
        case "measure":
            yield from _touches(scenario, name, messages)
        case "project":
            yield from _plant(scenario, name)
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


def _touches(scenario: Scenario, measure: str, messages: Messages) -> Iterator[str]:
    """Name the goods of a measure and the countries it is for, then fewer of them."""
    noun = scenario.measures[measure]
    goods = [good(scenario.commodities[one].name) for one in noun.commodities]
    places = ", ".join(
        short(scenario.countries[one].name) if one in scenario.countries else one.upper()
        for one in noun.destinations
    )
    told = [", ".join(goods)] if goods else [messages.say("game.all_goods")]
    if len(goods) > 1:
        told.append(messages.say("game.goods_more", good=goods[0], count=len(goods) - 1))
        told.append(messages.say("game.goods_count", count=len(goods)))
    way = "from" if noun.family == "import_tariff" else "to"
    if not places:
        yield from told
        return
    for what in (*told, ""):
        yield messages.say(f"game.place_{way}", what=what, places=places).strip()


def _plant(scenario: Scenario, project: str) -> Iterator[str]:
    """Name a plant that can be built: where it is and what is done there, then less of that."""
    whole = label(scenario, "project", project)
    plant, _, what = whole.partition(": ")
    yield whole
    if what:
        yield f"{plant.partition(',')[0]}: {what}"
    if " " in what:
        yield capital(what)
    yield from cuts(plant)


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


def _now(sight: Sight, card: Card, messages: Messages) -> str:
    """Say what a thing that is left alone does."""
    axis, name = _name(card)
    if axis == "stockpile" and card.id.endswith("|fill"):
        return _kept(sight, name, in_store(sight, name), messages)
    if axis == "measure" and card.section in BESIDE and not _in_force(sight, name):
        return _let_through(sight, name, 1.0, messages)
    if axis == "project" and card.options:
        return _effect(sight, card, card.options[0], messages)
    if axis == "measure" and card.section != "dispute" and not _in_force(sight, name):
        return messages.say("game.off")
    if axis == "measure" and card.section != "dispute":
        row = sight.observation.network.measures.index(name)
        return _sized(sight, name, float(sight.observation.measure_size[row, 0]), messages)
    return _with_unit(card, card.standing, messages) if card.order else ""


def _with_unit(card: Card, size: str, messages: Messages) -> str:
    """Write a size with what it counts; empty where it counts nothing."""
    axis, way = _name(card)[0], card.id.partition("|")[2]
    key = f"game.effect_{axis}_{way}"
    return messages.say(key, size=size) if key in messages.texts else ""


def _effect(sight: Sight, card: Card, option: Option, messages: Messages) -> str:
    """Say in a few words what a setting brings, as far as that follows from what is known."""
    axis, name = _name(card)
    scenario, say = sight.observation.network.scenario, messages.say
    match option.action:
        case kinds.Dispute():
            return say("game.effect_dispute", months=math.ceil(
                scenario.coefficients.dispute_months))  # fmt: skip
        case kinds.Approve() | kinds.Start():
            project = scenario.projects[name]
            opens = month_after(sight.month, math.ceil(project.lead_months))
            return say(
                "game.effect_project", tonnes=amount(project.capacity_t_per_year), year=opens[:4]
            )
        case kinds.Stockpile(target_t=target) if target is not None:
            return _kept(sight, name, target, messages)
        case kinds.Lift() if scenario.measures[name].family not in SHARE_FAMILIES:
            return say("game.off")
        case kinds.Lift():
            return _let_through(sight, name, 1.0, messages)
    size = getattr(option.action, "size", getattr(option.action, "share", None))
    if axis == "measure" and size is not None:
        return _sized(sight, name, size, messages)
    return _with_unit(card, setting_word(option.action, scenario, messages), messages)


def _sized(sight: Sight, measure: str, size: float, messages: Messages) -> str:
    """Say what a measure of a size does: of curbs what may pass, of others the size itself."""
    scenario = sight.observation.network.scenario
    family = scenario.measures[measure].family
    if family in SHARE_FAMILIES:
        return _let_through(sight, measure, size, messages)
    unit = messages.texts.get(f"game.short_{family}") or messages.texts[f"game.unit_{family}"]
    return f"{size_word(scenario, measure, size)} {unit}"


def _let_through(sight: Sight, measure: str, share: float, messages: Messages) -> str:
    """Say how much of what a curb touches may go on: tonnes a year of the usual ones.

    Tonnes of several goods add up to nothing that means much: then nothing is said.
    """
    network = sight.observation.network
    if network.scenario.measures[measure].family not in SHARE_FAMILIES:
        return ""
    lanes = touched(network, "restricts")[network.measures.index(measure)]
    links = np.arange(len(network.links))[network.abroad][lanes[network.lane_of]]
    flows = 12.0 * flows_at_start(network)[links, 0]
    goods = {int(one) for one in network.offer_commodity[network.link_offer[links]][flows > 0.0]}
    usual = math.fsum(float(one) for one in flows)
    if len(goods) != 1 or usual < 1.0:
        return ""
    whole = tonnes_word(usual)
    if share >= 1.0:
        return messages.say("game.effect_all", usual=whole)
    part = share * usual
    told = f"{part / 1000.0:.3g}" if whole.endswith("kt") else amount(part)
    return messages.say("game.effect_part", part=told, usual=whole)


def _kept(sight: Sight, store: str, tonnes: float, messages: Messages) -> str:
    """Say for how many days a store serves all users at home, as the reserve is counted."""
    noun = sight.observation.network.scenario.stockpiles[store]
    use = use_at_home(sight.observation.network, noun.country, noun.commodity)
    if use <= 0.0:
        return tonnes_word(tonnes)
    days = f"{DAYS_PER_MONTH * tonnes / use:,.0f}"
    return messages.say("game.effect_stockpile", tonnes=tonnes_word(tonnes), days=days)
