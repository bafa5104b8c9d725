"""What governments can ask for of measures, one small noun a kind."""

from dataclasses import dataclass
from typing import ClassVar

from realm.core.action import Action, Sets, row_of
from realm.core.network import Network
from realm.core.scenario import Scenario


@dataclass(frozen=True, kw_only=True)
class Announce(Action):
    """Say that a measure is coming: buyers take fright by its severity."""

    axis = "measure"
    sets: ClassVar[Sets] = {"measure_known": 1.0}
    says = "announce: {measure}"
    measure: str


@dataclass(frozen=True, kw_only=True)
class Tighten(Action):
    """Put a measure in force, or bring one in force to a tighter size."""

    axis = "measure"
    sets: ClassVar[Sets] = {
        "measure_on": 1.0, "measure_size": "size", "measure_delay": "delay_working_days",
    }  # fmt: skip
    says = "tighten: {measure}"
    measure: str
    size: float | None = None
    """In the unit of its family; as it stands if not given."""
    delay_working_days: float | None = None
    """Licences: how long an approved order waits."""

    def text(self, scenario: Scenario) -> str:
        """Say it with the size, where one is given."""
        size = "" if self.size is None else f" to {self.size:g}"
        wait = (
            "" if self.delay_working_days is None else f", {self.delay_working_days:g} days' wait"
        )
        return super().text(scenario) + size + wait


@dataclass(frozen=True, kw_only=True)
class Ease(Tighten):
    """Bring a measure in force to a looser size; it stays in force."""

    says = "ease: {measure}"


@dataclass(frozen=True, kw_only=True)
class Support(Tighten):
    """Vote a subsidy, a price floor or a production quota, or change its size."""

    says = "support: {measure}"


@dataclass(frozen=True, kw_only=True)
class Lift(Action):
    """Take a measure out of force and withdraw its announcement."""

    axis = "measure"
    sets: ClassVar[Sets] = {"measure_on": 0.0, "measure_known": 0.0}
    says = "lift: {measure}"
    measure: str


@dataclass(frozen=True, kw_only=True)
class SetTariff(Action):
    """Set a duty on imports."""

    axis = "measure"
    sets: ClassVar[Sets] = {"measure_on": 1.0, "measure_size": "share"}
    says = "set tariff: {measure} at {part} of the price"
    measure: str
    share: float
    """Part of the price at the border; `Lift` ends it."""

    @property
    def figures(self) -> dict[str, str]:
        """Write the part in percent."""
        return {"part": f"{100.0 * self.share:.3g} %"}


@dataclass(frozen=True, kw_only=True)
class Dispute(Action):
    """Complain at the WTO about another's restriction of exports."""

    axis = "measure"
    says = "dispute at the WTO: {measure}"
    measure: str
    country: str
    """Who complains."""

    def values(self, network: Network) -> dict[str, float | None]:
        """Give the complaint the number of who files it."""
        return {"dispute": 1.0 + row_of(network, "country", self.country)}
