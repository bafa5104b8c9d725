"""Say in a few words what a setting of a card brings, as far as that follows from what is known."""

import math

import numpy as np

from realm.core import actions as kinds
from realm.core.words import month_after
from realm.play.sight import Option, Sight
from realm.rules.event import short
from realm.rules.event_terms import SHARE_FAMILIES
from realm.rules.reading import DAYS_PER_MONTH
from realm.strategies.actors import flows_at_start
from realm.strategies.borders import touched
from realm.view.messages import Messages
from realm.view.picture.of_actions import size_word, tonnes_word
from realm.view.picture.of_cards import Card, place_of
from realm.view.picture.of_promised import broken_text
from realm.view.picture.of_standing import firm_told, in_store, setting_word
from realm.view.picture.of_stores import use_at_home
from realm.view.picture.words import amount

BESIDE = frozenset({"export", "output"})
"""Sections of which sizes stand side by side, as the words of a curb do; others' make a slider."""
ONE_EFFECT = frozenset({"project", "dispute", "directive"})
"""Sections of what is ordered or not: what that brings is told beforehand."""


def name_of_card(card: Card) -> tuple[str, str]:
    """Return axis and name of what a card is about."""
    axis, name = card.id.partition("|")[0].split(":", 1)
    return axis, name


def in_force(sight: Sight, measure: str) -> bool:
    """Tell whether a measure is in force."""
    row = sight.observation.network.measures.index(measure)
    return bool(sight.observation.measure_on[row, 0] > 0.0)


def effect_now(sight: Sight, card: Card, messages: Messages) -> str:
    """Say what a thing that is left alone does."""
    axis, name = name_of_card(card)
    if axis == "stockpile" and card.id.endswith("|fill"):
        return _kept(sight, name, in_store(sight, name), messages)
    if axis == "measure" and card.section in BESIDE and not in_force(sight, name):
        return _let_through(sight, name, 1.0, messages)
    if axis == "stockpile":
        return card.standing
    if axis == "facility":
        return _running(sight, name, messages)
    if axis == "project":
        return _plant(sight, name, messages)
    if card.section in ONE_EFFECT and card.options:
        return effect_of(sight, card, card.options[0], messages)
    if axis == "measure" and card.section != "dispute" and not in_force(sight, name):
        return messages.say("game.off")
    if axis == "measure" and card.section != "dispute":
        row = sight.observation.network.measures.index(name)
        return _sized(sight, name, float(sight.observation.measure_size[row, 0]), messages)
    return _with_unit(card, card.standing, messages) if card.order else ""


def _with_unit(card: Card, size: str, messages: Messages) -> str:
    """Write a size with what it counts; empty where it counts nothing."""
    axis, way = name_of_card(card)[0], card.id.partition("|")[2]
    key = f"game.effect_{axis}_{way}"
    return messages.say(key, size=size) if key in messages.texts else ""


def effect_of(sight: Sight, card: Card, option: Option, messages: Messages) -> str:
    """Say in a few words what a setting brings, as far as that follows from what is known."""
    axis, name = name_of_card(card)
    scenario, say = sight.observation.network.scenario, messages.say
    match option.action:
        case kinds.Dispute():
            return say("game.effect_dispute", months=math.ceil(
                scenario.coefficients.dispute_months))  # fmt: skip
        case kinds.Approve(undo=True):
            return say("game.effect_unapproved")
        case kinds.Approve() | kinds.Start():
            return _plant(sight, name, messages)
        case kinds.Direct():
            return say("game.note_directive", firm=firm_told(scenario, name.partition(":")[0]))
        case kinds.Shut(undo=False):
            return say("game.effect_facility", tonnes="0")
        case kinds.Stockpile(target_t=target) if target is not None:
            return _kept(sight, name, target, messages)
        case kinds.Stockpile(release_t_per_month=out) if out is not None:
            return say("game.effect_release", tonnes=amount(out))
        case kinds.Lift() if scenario.measures[name].family not in SHARE_FAMILIES:
            return say("game.off")
        case kinds.Lift():
            return _let_through(sight, name, 1.0, messages)
    size = getattr(option.action, "size", getattr(option.action, "share", None))
    if axis == "measure" and size is not None:
        return _sized(sight, name, size, messages)
    return _with_unit(card, setting_word(option.action, sight, messages), messages)


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
    scenario = sight.observation.network.scenario
    if scenario.measures[measure].family not in SHARE_FAMILIES:
        return ""
    if broken := broken_text(sight, measure, share, messages):
        return broken
    goods = usual_trade(sight, measure)
    usual = math.fsum(goods.values())
    if len(goods) != 1 or usual < 1.0:
        return ""
    whole = tonnes_word(usual)
    if share >= 1.0:
        return messages.say("game.effect_all", usual=whole)
    part = share * usual
    told = f"{part / 1000.0:.3g}" if whole.endswith("kt") else amount(part)
    return messages.say("game.effect_part", part=told, usual=whole)


def usual_told(sight: Sight, card: Card, messages: Messages) -> tuple[str, ...]:
    """Say what the tonnes of a curb's settings count, which other pages count in another way."""
    axis, name = name_of_card(card)
    scenario = sight.observation.network.scenario
    if axis != "measure" or card.section not in BESIDE:
        return ()
    if not _let_through(sight, name, 1.0, messages):
        return ()
    ((commodity, tonnes),) = usual_trade(sight, name).items()
    places = ", ".join(place_of(scenario, one) for one in scenario.measures[name].destinations)
    return (
        messages.say(
            "game.usual_to" if places else "game.usual_all", tonnes=amount(tonnes), places=places,
            good=short(scenario.commodities[commodity].name), month=month_after(scenario.starts, 0),
        ),
    )  # fmt: skip


def counted(sight: Sight, card: Card) -> str:
    """Name the commodity whose tonnes the settings of a curb count; empty for several or none."""
    axis, name = name_of_card(card)
    if axis != "measure" or card.section not in BESIDE:
        return ""
    if sight.observation.network.scenario.measures[name].family not in SHARE_FAMILIES:
        return ""
    goods = usual_trade(sight, name)
    return next(iter(goods)) if len(goods) == 1 else ""


def _plant(sight: Sight, project: str, messages: Messages) -> str:
    """Say what a plant adds, and in which year, if it is begun now."""
    noun = sight.observation.network.scenario.projects[project]
    opens = month_after(sight.month, math.ceil(noun.lead_months))
    tonnes = amount(noun.capacity_t_per_year)
    return messages.say("game.effect_project", tonnes=tonnes, year=opens[:4])


def usual_trade(sight: Sight, measure: str) -> dict[str, float]:
    """Add up what is usually traded of each good whose trade a measure holds back, t/year."""
    network = sight.observation.network
    lanes = touched(network, "restricts")[network.measures.index(measure)]
    links = np.arange(len(network.links))[network.abroad][lanes[network.lane_of]]
    flows = 12.0 * flows_at_start(network)[links, 0]
    goods = network.offer_commodity[network.link_offer[links]]
    return {
        network.commodities[good]: math.fsum(float(one) for one in flows[goods == good])
        for good in sorted({int(one) for one in goods[flows > 0.0]})
    }


def _kept(sight: Sight, store: str, tonnes: float, messages: Messages) -> str:
    """Say for how many days a store serves all users at home, as the reserve is counted."""
    noun = sight.observation.network.scenario.stockpiles[store]
    use = use_at_home(sight.observation.network, noun.country, noun.commodity)
    if use <= 0.0:
        return tonnes_word(tonnes)
    days = f"{DAYS_PER_MONTH * tonnes / use:,.0f}"
    return messages.say("game.effect_stockpile", tonnes=tonnes_word(tonnes), days=days)


def _running(sight: Sight, facility: str, messages: Messages) -> str:
    """Say what a plant of the seat's own takes in or makes a year at its pace of last month."""
    row = sight.observation.network.along("facility").index(facility)
    pace = 12.0 * float(sight.observation.throughput[row, 0])
    return messages.say("game.effect_facility", tonnes=amount(pace)) if pace >= 0.0 else ""
