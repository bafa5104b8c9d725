"""What an event is, and what those who find events look at."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.core.events import Event as Dated
from realm.core.ledger import Ledger, Month
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.core.words import months_between

MUSD = 1e-3
"""Million dollars in a thousand: t times $/kg is k$."""


@dataclass(frozen=True)
class Event:
    """Something that happened in one world, read from the ledger."""

    month: int
    """Months since the scenario's start."""
    kind: str
    """price, shortage, measure, news, contract, plant, outage, quota, transshipment, deal, breach
    or trust."""
    actors: tuple[str, ...]
    """Countries and firms it is about, the doer first."""
    subject: str
    """What it happened to: a commodity, measure, contract, facility or lane."""
    size: float
    """How much, as the kind has it: relative change of a price, part of demand unmet, ..."""
    text: str
    """One sentence for people."""
    driver: str
    """What drove it most, in words; empty where nothing did."""
    importance: float
    """Value at stake, M$ (each kind says how in the function that finds it)."""


@dataclass(frozen=True)
class Look:
    """One world of a turn."""

    network: Network
    params: Params
    before: State
    ledger: Ledger
    after: State
    previous: tuple[Month, ...]
    """Last month before the turn, where it is known."""
    world: int

    def at(self, values: Array) -> Array:
        """Pick the world; numbers that all worlds share have one."""
        return np.asarray(values[..., self.world if values.shape[-1] > 1 else 0])

    def added(self, name: str) -> Array:
        """Add one quantity of the world over the months."""
        pages = [self.at(getattr(month, name)) for month in self.ledger.months]
        whole = np.zeros_like(pages[0])
        for page in pages:
            whole = whole + page
        return whole

    def title(self, actor: str) -> str:
        """Say what a person calls a country or firm."""
        scenario = self.network.scenario
        country = scenario.countries.get(actor)
        return short(country.name if country else scenario.firms[actor].name)

    def facility_actors(self, facility: str) -> tuple[str, ...]:
        """Name the firm and the country of a facility."""
        noun = self.network.scenario.facilities[facility]
        return noun.firm, noun.country

    def month_of_event(self, dated: Dated) -> int:
        """Count the months from the scenario's start to a dated event."""
        return months_between(self.network.scenario.starts, dated.date)

    def month_of(self, field: str, row: int) -> tuple[int, int]:
        """Find the month in which the calendar set a row, and by which event.

        Returns:
            Month and event; the first month and -1 where a seat's orders did.
        """
        found = self.ledger.months[0].month, -1
        for month in self.ledger.months:
            for patch in self.network.calendar.get(month.month, ()):
                if patch.field == field and row in patch.rows:
                    found = month.month, patch.event
        return found


def total(values: Array) -> float:
    """Add the numbers of one world."""
    return float(np.add.reduce(values, axis=None))


def short(name: str) -> str:
    """Cut a name at its first comma or bracket, for use within a sentence."""
    return name.partition(" (")[0].partition(",")[0]


def money(musd: float) -> str:
    """Write an amount of money, given in M$, as a person would, with three digits or so.

    >>> money(84.0), money(6480.0), money(-3.1), money(0.0)
    ('$84.0 M', '$6.48 bn', '−$3.10 M', '$0 M')
    """
    size, unit = abs(musd), "M"
    if size >= 999.5:
        size, unit = size / 1000.0, "bn"
    if size < 0.005:
        return "$0 M"
    places = 0 if size >= 99.95 else 1 if size >= 9.995 else 2
    return f"{'−' if musd < 0.0 else ''}${size:,.{places}f} {unit}"


def percent(part: float) -> str:
    """Write a part as a person would: 45 %, 2.4 %, 0 %."""
    number = 100.0 * part
    places = 0 if abs(number) >= 9.95 or abs(number) < 0.05 else 1
    return f"{number:.{places}f} %".replace("-0 %", "0 %")


def dollars(price: float) -> str:
    """Write a price: $4.76, $52.7, $1,695."""
    places = 0 if price >= 99.95 else 1 if price >= 9.995 else 2
    return f"${price:,.{places}f}"
