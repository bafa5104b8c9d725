"""When plants open: what may be expected before they are begun, and what became of a seat's own."""

import math
from dataclasses import dataclass

from realm.core.words import month_after, months_between
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.building import lead_months


@dataclass(frozen=True)
class Opening:
    """When a plant would give its first output, were it begun this turn; months by name."""

    about: str
    earliest: str
    """8 of 10 open between this and the latest."""
    latest: str
    ends: str
    """Last month of the game."""

    @property
    def too_late(self) -> bool:
        """Whether it is expected after the game."""
        return self.about > self.ends

    @property
    def maybe_late(self) -> bool:
        """Whether that may come out so."""
        return self.latest > self.ends


@dataclass(frozen=True)
class Begun:
    """A plant that was begun in the game."""

    project: str
    turn: int
    """In which it was begun."""
    opens: str
    months: int
    """From its start to first output."""
    planned: int
    """What was to be expected."""
    after_end: bool
    """Whether it opens after the last turn."""
    costs: float
    """k$ in all, a partner's share and subsidies in it."""


def last_month(sight: Sight) -> str:
    """Name the last month of the game."""
    months = (sight.turns - sight.turn) * sight.observation.network.months_per_turn
    return month_after(sight.month, months - 1)


def expected(sight: Sight, project: str, wait: int = 0) -> Opening:
    """Say when a plant would open, were it begun so many months from now."""
    network = sight.observation.network
    country = network.scenario.facilities[network.scenario.projects[project].facility].country
    known = float(sight.observation.know_how[network.countries.index(country), 0])
    months = lead_months(network.scenario, project, known)
    about, earliest, latest = (month_after(sight.month, wait + count) for count in months)
    return Opening(about, earliest, latest, last_month(sight))


def begun(match: Match, seat: str) -> tuple[Begun, ...]:
    """List the plants that a seat began, or pays a share of, in the order of time."""
    network = match.model.network
    scenario = network.scenario
    actor = scenario.seats[seat].actor
    ends = month_after(scenario.starts, _first(match) + match.head.turns * network.months_per_turn)
    found = []
    for page in match.pages[1:]:
        for row, name in enumerate(network.projects):
            before, after = (float(s.project_opens[row, 0]) for s in (page.before, page.after))
            if math.isfinite(before) or not math.isfinite(after):
                continue
            partner = int(page.after.project_partner[row, 0])
            mine = scenario.projects[name].firm == actor
            if not (mine or (partner >= 0 and network.accounts[partner] == actor)):
                continue
            country = scenario.facilities[scenario.projects[name].facility].country
            known = float(page.before.know_how[network.countries.index(country), 0])
            opens = month_after(scenario.starts, int(after))
            begins = month_after(scenario.starts, page.before.month)
            found.append(
                Begun(
                    name, page.turn, opens, months_between(begins, opens),
                    lead_months(scenario, name, known)[0], opens >= ends,
                    1000.0 * scenario.projects[name].cost_musd,
                )
            )  # fmt: skip
    return tuple(found)


def _first(match: Match) -> int:
    """Return the first month of the first turn, since the scenario's start."""
    return match.pages[0].after.month
