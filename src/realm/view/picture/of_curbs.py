"""Say which measures hold trade back, as a seat may know them, and how tightly."""

import math

from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.rules.event_terms import SHARE_FAMILIES, size_text
from realm.view.messages import Messages
from realm.view.picture.of_easing import eased_text, easing
from realm.view.picture.trade import ends_of

ROUND = 0.01
"""Part from which it is told in whole percents that luck makes more or less of it."""


def passing(sight: Sight, name: str) -> float:
    """Return which part of the orders a measure lets pass; 1 where that is not how it counts."""
    network = sight.observation.network
    if network.scenario.measures[name].family not in SHARE_FAMILIES:
        return 1.0
    return float(sight.observation.measure_size[network.measures.index(name), 0])


def curbs_by_link(sight: Sight) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Name the measures that hold back exports, by seller, buyer and commodity.

    Where a deal eases all of it nothing is held back.
    """
    network = sight.observation.network
    on = sight.observation.measure_on[:, 0] > 0.0
    entries, rows = network.entries["restricts"], network.entry_rows["restricts"]
    by_regime: dict[int, list[str]] = {}
    for measure, regime in zip(entries.measures, rows, strict=True):
        if on[measure] and bites(sight, int(measure)):
            by_regime.setdefault(int(regime), []).append(network.measures[measure])
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    free: dict[tuple[str, str], bool] = {}
    regimes = network.lane_regime[network.lane_of]
    for *key, regime in zip(*ends_of(network), regimes, strict=True):
        if int(regime) in by_regime:
            seller, buyer, good = key
            if (seller, buyer) not in free:
                free[seller, buyer] = easing(sight, seller, buyer) >= 1.0
            if free[seller, buyer]:
                continue
            found[seller, buyer, good] = tuple(by_regime[int(regime)])
    return found


def bites(sight: Sight, measure: int) -> bool:
    """Say whether a measure holds anything back: one that lets all through is a formality."""
    size = float(sight.observation.measure_size[measure, 0])
    family = list(sight.observation.network.scenario.measures.values())[measure].family
    if family in SHARE_FAMILIES:
        return size < 1.0
    return size > 0.0 or family == "quota"


def measures_told(
    sight: Sight, held: tuple[str, ...], messages: Messages, whom: str = ""
) -> tuple[str, ...]:
    """Say which measures are in force, how large they are, and for whom they are eased.

    Args:
        sight: what the seat sees.
        held: the measures.
        messages: texts.
        whom: the only country of which it is told whether they are eased for it; all if empty.
    """
    network = sight.observation.network
    found = []
    for name in held:
        measure = network.scenario.measures[name]
        size = float(sight.observation.measure_size[network.measures.index(name), 0])
        other = eased_text(sight, name, messages, whom)
        told = f"{measure.name}: {size_text(measure, size)}"
        found.append(f"{told}; {other}" if other else told)
    return tuple(found)


def tag_of(
    sight: Sight, held: list[str], buyer: str, messages: Messages, *, whose: bool = False
) -> str:
    """Say in few words what holds a flow to a buyer: what all its measures together let pass.

    Args:
        sight: what the seat sees.
        held: the measures in force on it.
        buyer: the country to which it goes.
        messages: texts.
        whose: whether it says who lets it pass as well; empty where that is not one alone.
    """
    network = sight.observation.network
    sizes = {
        name: float(sight.observation.measure_size[network.measures.index(name), 0])
        for name in held
    }
    measures = network.scenario.measures
    shares = {name: size for name, size in sizes.items() if measures[name].family in SHARE_FAMILIES}
    if not sizes:
        return ""
    countries = {measures[name].country for name in shares or sizes}
    if whose and len(countries) > 1:
        return ""
    if shares:
        part = math.prod(shares.values())
        part += easing(sight, measures[next(iter(shares))].country, buyer) * (1.0 - part)
        first = next(iter(shares))
        whom = short(network.scenario.countries[buyer].name) if whose else ""
        return size_said(
            network.scenario, first, part, messages, whose=whose, whom=whom, lucky=True
        )
    first = next(iter(sizes))
    return size_said(network.scenario, first, sizes[first], messages, whose=whose)


def together(sight: Sight, held: tuple[str, ...], buyer: str, messages: Messages) -> str:
    """Say how the parts that measures let pass make the one that all let pass to a buyer.

    Empty where it is the part of one measure alone.
    """
    network = sight.observation.network
    measures = network.scenario.measures
    shares = [name for name in held if measures[name].family in SHARE_FAMILIES]
    if len(shares) < 2:
        return ""
    eased = easing(sight, measures[shares[0]].country, buyer)
    return messages.say(
        "game.curbs_eased" if eased > 0.0 else "game.curbs_together",
        whom=short(network.scenario.countries[buyer].name),
        parts=" × ".join(percent(passing(sight, name)) for name in shares),
        eased=percent(eased), tag=tag_of(sight, shares, buyer, messages),
    )  # fmt: skip


def size_said(
    scenario: Scenario,
    measure: str,
    size: float,
    messages: Messages,
    *,
    whose: bool,
    whom: str = "",
    lucky: bool = False,
) -> str:
    """Say in two or three words what a measure of a size does to exports, and whose it is.

    Args:
        scenario: what the measure is of.
        measure: which.
        size: its size.
        messages: texts.
        whose: whether it says whose it is as well.
        whom: to whom it lets a part through, where that is said of one buyer.
        lucky: whether a part that passes is told as `rules.instruments` has it, where it is more or
            less by luck from month to month.
    """
    noun = scenario.measures[measure]
    who = short(scenario.countries[noun.country].name)
    told = size_text(noun, size)
    family: str = noun.family
    if family in SHARE_FAMILIES:
        told = percent(size)
        if lucky and ROUND <= size < 1.0 and scenario.luck.approval_noise > 0.0:
            told = messages.say("game.about_part", part=f"{100.0 * size:.0f} %")
        family = "share" if size > 0.0 else "none"
    keys = [f"game.curb_{family}_to"] if whom else []
    keys.append(f"game.curb_{family}" if whose else f"game.tag_{family}")
    key = next((key for key in keys if key in messages.texts), "game.tag_whose")
    return messages.say(key, who=who, whom=whom, tag=told)
