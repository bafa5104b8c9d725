"""Make the map's picture from what a seat may know: customs, measures in force, its own trust."""

import math
from dataclasses import replace

from realm.core.arrays import Array
from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.of_flows import flows_of
from realm.view.picture.of_goods import good_lines
from realm.view.picture.of_instead import no_table
from realm.view.picture.of_sheets import lines_of, sheet_of
from realm.view.picture.of_stances import bound, home_of, partners, stance_of
from realm.view.picture.trade import by_pair
from realm.view.picture.world import Place, Sheet, World

OPEN_SEA = ((17.0, 37.5), (-33.0, -14.0), (72.0, -22.0), (-120.0, -38.0))
"""Longitude and latitude of spots without land, for groups that act as one; the second lies at the
edge of the map, for a group that is everywhere else."""
RING = (165.0, 8.0, 34.0, 24.0)
"""Middle of the spots of an invented world, and how far they lie from it; degrees."""


def world_of(
    sight: Sight, messages: Messages, *, customs: Array | None = None, talks_refusal: str = ""
) -> World:
    """Show places and flows as a seat may know them.

    Args:
        sight: what the seat sees.
        messages: texts.
        customs: tonnes across each link abroad in a month, (abroad,); what customs published last
            if not given.
        talks_refusal: why no talks can be opened at all.
    """
    network = sight.observation.network
    published = sight.observation.customs[:, 0] if customs is None else customs
    pairs = by_pair(network, published)
    kinds, kind_of = grouped(network.scenario)
    flows = flows_of(sight, pairs, kind_of, messages)
    home = home_of(sight)
    spots = spots_of(network.scenario)
    refusals = {
        country: talks_refusal or bound(sight, table, messages)
        for country, table in partners(sight).items()
    }
    no_talks = no_table(sight, messages)
    places = tuple(
        Place(
            id=name,
            name=short(country.name),
            iso3=country.iso3,
            stance=stance_of(sight, name),
            you=name == home,
            lines=lines_of(sight, name, pairs, messages),
            sheet=sheet_of(sight, name, pairs, messages),
            talks_refusal=refusals.get(name, no_talks),
            at=spots.get(name),
        )
        for name, country in network.scenario.countries.items()
    )
    shown = {home, *(seat.actor for seat in network.scenario.seats.values())}
    places = tuple(
        replace(place, plays=place.id in shown, sheet=_with_refusal(place)) for place in places
    )
    return World(places=places, flows=flows, kinds=kinds, hues=hues(network.scenario),
                 kind_hints=_kind_hints(network.scenario, kinds, kind_of, messages))  # fmt: skip


def _with_refusal(place: Place) -> Sheet | None:
    """Let a sheet say why there can be no talks, where there can be none."""
    if place.sheet is None or place.you:
        return place.sheet
    return replace(place.sheet, no_talks=place.talks_refusal)


def _kind_hints(
    scenario: Scenario, kinds: tuple[str, ...], kind_of: dict[str, int], messages: Messages
) -> tuple[str, ...]:
    """Say of each kind which goods it is and what they are."""
    members = [[name for name, kind in kind_of.items() if kind == row] for row in range(len(kinds))]
    return tuple(
        "\n".join(
            (
                messages.say(
                    "help.kind",
                    goods=", ".join(short(scenario.commodities[name].name) for name in goods),
                ),
                *(" ".join(good_lines(scenario, name, messages)) for name in goods),
            )
        )
        for goods in members
    )


def spots_of(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Find spots for who has no land on the map: groups of countries, and invented ones."""
    lost = [name for name, country in scenario.countries.items() if not country.iso3]
    if len(lost) == len(scenario.countries):
        x, y, wide, tall = RING
        turn = 2.0 * math.pi / len(lost)
        return {
            name: (
                (x + wide * math.sin(i * turn) + 180.0) % 360.0 - 180.0,
                y + tall * math.cos(i * turn),
            )
            for i, name in enumerate(lost)
        }
    return {name: OPEN_SEA[i % len(OPEN_SEA)] for i, name in enumerate(lost)}
