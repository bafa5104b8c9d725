"""Say whom a measure bears upon less than on others, because a deal eases it for them."""

import math

import numpy as np

from realm.core.words import month_after
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.rules.event_terms import SHARE_FAMILIES
from realm.rules.politics import SUPPORTS
from realm.view.messages import Messages

NAMED = 2
"""Countries that are named; of more it is told how many."""


def easing(sight: Sight, country: str, other: str) -> float:
    """Return which part of what a country's measures take from another it lets go, 0..1."""
    rows = _relation(sight, country, other)
    return float(sight.observation.waiver[rows[0], 0]) if len(rows) else 0.0


def eased(sight: Sight, measure: str) -> dict[str, float]:
    """List for whom a measure is eased, and by which part of what it takes."""
    network = sight.observation.network
    noun = network.scenario.measures[measure]
    if noun.family in SUPPORTS:
        return {}
    borne = network.borne[network.measures.index(measure)]
    found = {
        name: easing(sight, noun.country, name)
        for row, name in enumerate(network.countries)
        if borne[row] and name != noun.country
    }
    return {name: part for name, part in found.items() if part > 0.0}


def eased_text(sight: Sight, measure: str, messages: Messages, whom: str = "") -> str:
    """Say for whom a measure is eased and what it comes to for them; empty where for nobody.

    Args:
        sight: what the seat sees.
        measure: which.
        messages: texts.
        whom: the only country that is meant; all of them if empty.
    """
    network = sight.observation.network
    noun, alike = network.scenario.measures[measure], dict[str, list[str]]()
    size = float(sight.observation.measure_size[network.measures.index(measure), 0])
    shares = noun.family in SHARE_FAMILIES
    if size <= 0.0 and not shares and not noun.levy_usd_per_kg:
        return ""
    for name, part in eased(sight, measure).items():
        if whom in ("", name):
            told = percent(size + part * (1.0 - size) if shares else part)
            alike.setdefault(told, []).append(short(network.scenario.countries[name].name))
    key = "game.eased_pass" if shares else "game.eased_by"
    return "; ".join(
        messages.say(key, part=part, who=_list(names, messages)) for part, names in alike.items()
    )


def _list(names: list[str], messages: Messages) -> str:
    """Name some countries, and how many more there are."""
    told = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    return told + (messages.say("game.eased_more", count=rest) if rest > 0 else "")


def eased_note(sight: Sight, measure: str, messages: Messages) -> tuple[str, ...]:
    """Say on an order that a deal takes its bite for somebody, and until when."""
    scenario = sight.observation.network.scenario
    told = []
    for name, part in eased(sight, measure).items():
        country = scenario.measures[measure].country
        rows = _relation(sight, country, name)
        ends = float(sight.observation.waiver_ends[rows[0], 0])
        until = month_after(scenario.starts, int(ends) - 1) if math.isfinite(ends) else ""
        told.append(
            messages.say(
                "game.eased_note", who=short(scenario.countries[name].name), part=percent(part),
                until=until,
            )
        )  # fmt: skip
    return tuple(told)


def _relation(
    sight: Sight, country: str, other: str
) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Find the row of how one country stands to another; empty where they have none."""
    network = sight.observation.network
    of, towards = network.countries.index(country), network.countries.index(other)
    return np.flatnonzero((network.relation_of == of) & (network.relation_towards == towards))
