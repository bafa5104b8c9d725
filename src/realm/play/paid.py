"""What a price at a buyer's door is made of: the seller's price, contracts, permits, duties."""

from dataclasses import dataclass

import numpy as np

from realm.play.account import standing
from realm.play.kept import of_match
from realm.play.match import Match
from realm.rules import played

SLIGHT, LEAST = 0.02, 0.001
"""Part of a price that makes a difference to tell of, and that a part must have to be named."""


@dataclass(frozen=True)
class Rule:
    """A contract that prices a part of what goes through a link."""

    contract: str
    tonnes: float
    """What it calls on this link, t a month."""
    fixed: float
    """$/kg, where the price is fixed; else NaN."""
    index: float
    """Multiple of the price in the reference exporter, where it is tied to that; else NaN."""
    least: float
    """$/kg below which it never is; 0 where there is no such bound."""
    most: float
    """$/kg above which it never is; inf where there is no such bound."""


@dataclass(frozen=True)
class Paid:
    """The price at the buyer's door of one link in the last month, $/kg; the parts add up to it."""

    whole: float
    asked: float
    """What the seller asks of everybody."""
    contracts: float
    """What contracts make of it, on the mean of what goes through."""
    permits: float
    """What a permit is worth, less what goes around it."""
    duties: float
    """Of both borders, and the gap to a minimum price."""
    freight: float
    rules: tuple[Rule, ...]

    @property
    def told(self) -> bool:
        """Whether it is more than what the seller asks, and freight."""
        besides = abs(self.contracts) + abs(self.permits) + abs(self.duties)
        return bool(self.rules) or besides > SLIGHT * abs(self.whole)

    @property
    def parts(self) -> dict[str, float]:
        """Its parts by name, what the seller asks first; those that count."""
        found = {
            "asked": self.asked, "contracts": self.contracts, "permits": self.permits,
            "duties": self.duties, "freight": self.freight,
        }  # fmt: skip
        least = LEAST * abs(self.whole)
        return {name: value for name, value in found.items() if abs(value) >= least}


@of_match(2)
def paid(match: Match, turn: int) -> dict[str, Paid]:
    """Take apart the price on every link in the last month of a turn; 0 is before the first."""
    if not match.pages[turn].ledger.months:
        return {}
    network, params = match.model.network, match.model.params
    last = standing(match, turn)[-1]
    whole, asked, contracts, permits, duties, freight = played.price(network, params, last)
    rules = _rules(match, last)
    return {
        name: Paid(
            whole=float(whole[row, 0]),
            asked=float(asked[row, 0]),
            contracts=float(contracts[row, 0]),
            permits=float(permits[row, 0]),
            duties=float(duties[row, 0]),
            freight=float(freight[row, 0]),
            rules=tuple(rules.get(row, ())),
        )
        for row, name in enumerate(network.links)
    }


def _rules(match: Match, last: played.Standing) -> dict[int, list[Rule]]:
    """List the contracts that call on each link."""
    network, state, share = match.model.network, last.state, match.model.params.part_share
    found: dict[int, list[Rule]] = {}
    for part, (row, link) in enumerate(
        zip(network.parts_of_contract, network.part_link, strict=True)
    ):
        called = float(state.contract_volume[row, 0] * np.ravel(share[part])[0])
        if called <= 0.0:
            continue
        fixed = state.contract_fixed[row, 0] > 0.0
        index = float(state.contract_index[row, 0])
        found.setdefault(int(link), []).append(
            Rule(
                contract=network.contracts[row],
                tonnes=called,
                fixed=float(state.contract_price[row, 0]) if fixed and not index else np.nan,
                index=index or np.nan,
                least=float(state.contract_floor[row, 0]),
                most=float(state.contract_ceiling[row, 0]),
            )
        )
    return found
