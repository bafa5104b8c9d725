"""Set a measure to any size, not only to those that are offered."""

import re
from dataclasses import replace

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.core.terms import SIZE_KEYS
from realm.play.sight import Sight
from realm.strategies.refusal import Refusal
from realm.view.picture.of_cards import Card
from realm.view.picture.of_effects import name_of_card
from realm.view.picture.of_standing import size_of

WAYS = {Refusal.NOT_LOOSER.value: 2, Refusal.NOT_TIGHTER.value: 2}
"""Refusals of what goes the wrong way, which another kind of order does not."""
PERCENT, TONNES, DOLLARS = "percent", "tonnes", "dollars"
"""In what a size is typed."""


_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")


def unit_of(scenario: Scenario, card: Card) -> str:
    """Say in what the size of a measure is typed; empty for whatever has none to be set."""
    axis, name = name_of_card(card)
    if axis != "measure" or not any(_names(option.action) for option in card.options):
        return ""
    key = SIZE_KEYS[scenario.measures[name].family]
    if "share" in key:
        return PERCENT
    return TONNES if key.endswith("t_per_year") else DOLLARS


def exact(sight: Sight, card: Card, typed: str) -> Action | None:
    """Make the order that sets a card to a size that was typed; nothing where that is no number.

    Where a measure is tightened by one kind of order and eased by another it is the one that is
    allowed; where neither is, the one that goes the right way.
    """
    unit = unit_of(sight.observation.network.scenario, card)
    try:
        size = float(typed.strip().removesuffix("%").removeprefix("$").replace(",", ""))
    except ValueError:
        return None
    size = size / 100.0 if unit == PERCENT else size
    of_kind = {type(o.action): o.action for o in card.options if _names(o.action)}
    found = [replace(one, **{_names(one): size}) for one in of_kind.values()]
    eases = [one for one in found if isinstance(one, kinds.Ease)]
    if kinds.Tighten not in of_kind:  # the menu has none where it stands at its tightest
        found += [kinds.Tighten(measure=one.measure, size=size) for one in eases]
    found.sort(key=lambda one: WAYS.get(sight.refusal(one), 1 if sight.refusal(one) else 0))
    return found[0] if found else None


def limits_in_percent(reason: str) -> str:
    """Say in percent the limits that a refusal names as parts of a whole.

    >>> limits_in_percent("That number is out of its limits; give 0 to 1.")
    'That number is out of its limits; give 0 to 100 %.'
    >>> limits_in_percent("That number is out of its limits; give 0 or more.")
    'That number is out of its limits; give 0 % or more.'
    """
    head, give, limits = reason.partition("; give ")
    *before, last = _NUMBER.split(limits)
    if not give or not before:
        return reason
    told = [text if i % 2 == 0 else f"{100.0 * float(text):g}" for i, text in enumerate(before)]
    return "".join((head, give, *told, " %", last))


def _names(action: Action) -> str:
    """Return what an action calls the size that it sets; empty where it sets none."""
    named = (name for name in ("size", "share") if hasattr(action, name))
    return next(named, "") if size_of(action) is not None else ""
