"""To whom the goods of a table of talks went instead, in deals that were signed the same turn."""

from collections.abc import Mapping
from dataclasses import dataclass

from realm.core.scenario import Scenario
from realm.play.match import Match


@dataclass(frozen=True)
class Went:
    """Goods of one seller that somebody else signed for."""

    seller: str
    """Firm that sells."""
    buyer: str
    """Country or firm on the other side of that table."""
    good: str
    tonnes: float
    """t a year."""


def went_to_others(match: Match, table: str, actor: str) -> tuple[Went, ...]:
    """List what the seller at a table signed with others in the last turn, of the same good.

    Empty where no goods are sold at the table, or where who asks is the side that sells.
    """
    network = match.model.network
    scenario = network.scenario
    noun, firm = scenario.tables[table], selling_firm(scenario, table)
    if not firm or not noun.commodity or _seller(match, table) == actor:
        return ()
    found = []
    for talk in match.model.talks.of(network):
        other = scenario.tables[talk.table]
        part = _volume(match, talk.table, talk.terms) if talk.signed else 0.0
        alike = other.commodity == noun.commodity and selling_firm(scenario, talk.table) == firm
        if talk.table == table or not part or not alike:
            continue
        buyer = next(side for side in other.sides if side != _seller(match, talk.table))
        found.append(Went(firm, buyer, noun.commodity, part * other.volume_t_per_year))
    return tuple(found)


def _volume(match: Match, table: str, terms: Mapping[str, str]) -> float:
    """Look up which part of the volume of a table some terms settle, 0 where they settle none."""
    network = match.model.network
    return network.bargains.agenda(network.tables.index(table)).amount(terms, "volume")


def _seller(match: Match, table: str) -> str:
    """Name the side of a table that sells."""
    network = match.model.network
    side = int(network.bargains.seller[network.tables.index(table)])
    return network.scenario.tables[table].sides[side]


def selling_firm(scenario: Scenario, table: str) -> str:
    """Name the firm that sells at a table; empty where none does."""
    seller = scenario.tables[table].seller or ""
    plant = scenario.facilities.get(seller)
    return plant.firm if plant is not None else seller
