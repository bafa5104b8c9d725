"""Say how others stand to a seat, by what they did and by what it may know of it."""

import math

from realm.content import sides
from realm.play.sight import Sight
from realm.play.trusts import trust_in
from realm.view.messages import Messages
from realm.view.picture.of_curbs import bites
from realm.view.picture.of_easing import easing

FRIENDLY, WARM = 0.5, 0.15
"""Trust from which someone counts as cooperative, and as leaning to it."""


def home_of(sight: Sight) -> str:
    """Name the country of the seat: its own, or where its firm is at home."""
    return sides.home_of(sight.observation.network.scenario, sight.actor)


def curbs_of(sight: Sight, country: str) -> list[str]:
    """Name the measures in force with which a country holds its exports back from the seat.

    Where a deal eases all of it nothing is held back.
    """
    network, home = sight.observation.network, home_of(sight)
    if country == home or easing(sight, country, home) >= 1.0:
        return []
    column = network.countries.index(home)
    on = sight.observation.measure_on[:, 0] > 0.0
    borne = network.borne[:, column]
    return [
        name
        for row, (name, measure) in enumerate(network.scenario.measures.items())
        if on[row] and borne[row] and measure.country == country
    ]


def stance_of(sight: Sight, country: str) -> int:
    """Say how a country stands to the seat, -2 coercive to 2 cooperative, by deeds alone.

    Measures in force that hold nothing back do not count.
    """
    measures = sight.observation.network.measures
    step = step_of(trust_in(sight, country))
    held = any(bites(sight, measures.index(name)) for name in curbs_of(sight, country))
    return max(-2, step - 1) if held else step


def step_of(trust: float) -> int:
    """Bring trust to a step from -2 to 2; 0 where it is not known."""
    if math.isnan(trust) or abs(trust) < WARM:
        return 0
    step = 2 if abs(trust) >= FRIENDLY else 1
    return step if trust > 0.0 else -step


def partners(sight: Sight) -> dict[str, str]:
    """Find with which country each of the seat's tables is, a free one first: country -> table."""
    scenario = sight.observation.network.scenario
    found: dict[str, str] = {}
    for table in sight.tables:
        for side in scenario.tables[table].sides:
            if side != sight.actor:
                where = sides.home_of(scenario, side)
                if where not in found or sight.bound_until(found[where]):
                    found[where] = table
    return found


def bound(sight: Sight, table: str, messages: Messages) -> str:
    """Say why a deal that is in force keeps the two from talking; empty where none does."""
    until = sight.bound_until(table)
    return messages.say("game.still_bound", month=until) if until else ""
