"""What an action is: a noun that becomes columns of orders, words for people, and JSON."""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, get_args, get_type_hints

from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.errors import RealmError, UnknownNameError

Columns = dict[str, list[tuple[int, float]]]
"""Column of orders -> rows, and what each shall hold."""
Sets = Mapping[str, float | str]
"""Column of orders -> its value, or the field that holds it."""

_SECTIONS = {"country": "countries", "facility": "facilities", "contract": "all_contracts"}
"""What a scenario calls the rows of an axis, where it is no plain plural."""

ACTIONS: dict[str, type["Action"]] = {}
"""Every kind of action by the word it is written with."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing a seat asks for.

    A kind says with `axis` what it is about: a field of that name holds the name of a row. A field
    `undo` turns what it sets to 0.
    """

    axis: ClassVar[str]
    """What it is about."""
    sets: ClassVar[Sets] = {}
    """What it sets."""
    says: ClassVar[str]
    """What people read; `{axis}` is the row's name for people, other fields as they are."""
    says_undone: ClassVar[str] = ""
    """The same where it is undone."""

    def __init_subclass__(cls) -> None:
        """Note the kind under its word, e.g. `set_tariff` for SetTariff."""
        ACTIONS[cls.word()] = cls

    @classmethod
    def word(cls) -> str:
        """Return what it is written with."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")

    @property
    def name(self) -> str:
        """Name of the row it is about."""
        return str(getattr(self, self.axis))

    @property
    def figures(self) -> dict[str, str]:
        """Write its numbers as people read them, by the names that `says` has for them."""
        return {}

    def values(self, network: Network) -> dict[str, float | None]:  # noqa: ARG002 - for kinds
        """Say what each column shall hold; None leaves it alone."""
        if getattr(self, "undo", False):
            return dict.fromkeys(self.sets, 0.0)
        return {c: getattr(self, v) if isinstance(v, str) else v for c, v in self.sets.items()}

    def columns(self, network: Network) -> Columns:
        """Say which rows of which columns of orders it sets.

        Raises:
            UnknownNameError: when the row it names is not there.
        """
        row = row_of(network, self.axis, self.name)
        values = self.values(network)
        return {column: [(row, float(v))] for column, v in values.items() if v is not None}

    def text(self, scenario: Scenario) -> str:
        """Say it in words for people."""
        words = self.says_undone if getattr(self, "undo", False) else self.says
        named = {self.axis: title(scenario, self.axis, self.name)}
        return words.format(**vars(self) | self.figures | named)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, the word first; what is not given is left out."""
        given = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        return {"action": self.word()} | {k: v for k, v in given.items() if v is not None}


def from_dict(data: Mapping[str, Any]) -> Action:
    """Read an action that `to_dict` wrote.

    Raises:
        UnknownNameError: when it is no kind of action, or has a field that its kind has not.
        RealmError: when a field is missing or holds what it cannot.
    """
    word = str(data.get("action"))
    if word not in ACTIONS:
        raise UnknownNameError("action", word, ACTIONS)
    kind = ACTIONS[word]
    hints = get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind)}
    given = {key: value for key, value in data.items() if key != "action"}
    for name, value in given.items():
        if name not in fields:
            raise UnknownNameError(f"field of action {word!r}", name, fields)
        if not _fits(value, hints[name]):
            raise RealmError(f"action {word!r}: {name} cannot be {value!r}")
    missing = [n for n, f in fields.items() if f.default is dataclasses.MISSING and n not in given]
    if missing:
        raise RealmError(f"action {word!r}: {missing[0]} is missing")
    return kind(**given)


def _fits(value: object, hint: Any) -> bool:
    """Say whether a value may stand in a field: a name, a finite number, yes or no, a word."""
    options = get_args(hint) or (hint,)
    if isinstance(value, bool):
        return bool in options
    if isinstance(value, int | float):
        return float in options and math.isfinite(value)
    return isinstance(value, str) and (str in options or value in options)


def row_of(network: Network, axis: str, name: str) -> int:
    """Find the row of a name along an axis.

    Raises:
        UnknownNameError: when it is not there.
    """
    names = network.along(axis)
    if name not in names:
        raise UnknownNameError(axis, name, names)
    return names.index(name)


def title(scenario: Scenario, axis: str, name: str) -> str:
    """Say what people call a row; its own name where the scenario has no other."""
    match axis:
        case "directive":
            return _directive(scenario, name)
        case "side":
            sides = scenario.tables[name.partition(":")[0]].sides
            return " and ".join(_actor(scenario, side) for side in sides)
        case "contract" if name not in scenario.contracts:
            return f"the deal of {title(scenario, 'side', name.partition('#')[0])}"
        case "link":
            return _link(scenario, name)
        case "stockpile":
            return scenario.commodities[scenario.stockpiles[name].commodity].name
    terms = getattr(scenario, _SECTIONS.get(axis, f"{axis}s"))[name]
    last = f" (to {month_after(terms.ends, -1)})" if getattr(terms, "ends", None) else ""
    return f"{terms.name}{last}"


def _directive(scenario: Scenario, name: str) -> str:
    subject, _, what = name.partition(":")
    if what == "home_first":
        return f"{scenario.firms[subject].name} serves home orders first"
    seller = scenario.all_contracts[subject].seller
    firm = scenario.facilities[seller].firm if seller in scenario.facilities else seller
    return f"{scenario.firms[firm].name} suspends {title(scenario, 'contract', subject)}"


def _link(scenario: Scenario, name: str) -> str:
    """Name both ends and the good of a link of the file; of a store's own links both ends."""
    if name in scenario.links:
        terms = scenario.links[name]
        good = scenario.commodities[terms.commodity].name
        return f"{_node(scenario, terms.seller)}: {good} for {_node(scenario, terms.buyer)}"
    seller, _, buyer = name.partition(">")
    return f"{_node(scenario, seller)} for {_node(scenario, buyer)}"


def _node(scenario: Scenario, name: str) -> str:
    if name in scenario.stockpiles:
        return f"stockpile of {_actor(scenario, scenario.stockpiles[name].country)}"
    if name in scenario.facilities:
        return scenario.facilities[name].name
    return scenario.sectors[name].name


def _actor(scenario: Scenario, name: str) -> str:
    return (
        scenario.countries[name].name if name in scenario.countries else scenario.firms[name].name
    )
