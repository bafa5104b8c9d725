"""What a country's exporters got for a good at its border, and what it charged on top of that."""

import math
from dataclasses import dataclass

import numpy as np

from realm.play.account import standing
from realm.play.kept import of_match
from realm.play.match import Match


@dataclass(frozen=True)
class Got:
    """What went over a border over so many months as a turn has, the smuggled left out."""

    tonnes: float
    kusd: float
    """What its sellers were paid, contracts in it."""
    charged: float
    """k$ that the country's own border made it dearer, by duties and least prices."""

    @property
    def price(self) -> float:
        """$/kg that the sellers got, on the mean."""
        return self.kusd / self.tonnes

    @property
    def whole(self) -> float:
        """$/kg that it cost with what the country charges."""
        return (self.kusd + self.charged) / self.tonnes


@of_match(4)
def got(match: Match, turn: int, country: str) -> dict[str, Got]:
    """Say for each good that went abroad what it brought its sellers over the last months.

    Args:
        match: the match.
        turn: over the months of which turn; 0 for the last before the first.
        country: from where it went.
    """
    network = match.model.network
    abroad, lane = network.abroad, network.lane_of
    seller = network.node_country[network.link_seller[abroad]]
    mine = seller == network.countries.index(country)
    good = network.offer_commodity[network.link_offer[abroad]]
    sums = np.zeros((3, len(network.commodities)))
    for one in standing(match, turn)[-network.months_per_turn :]:
        tonnes = np.where(
            mine, np.maximum(one.page.shipped[abroad] - one.page.leaked, 0.0)[:, 0], 0.0
        )
        ask, quote = one.terms.ask[abroad][:, 0], one.page.quote[:, 0]
        rent = np.minimum(one.page.rent.take(lane, axis=0)[:, 0], quote - ask)
        for row, worth in enumerate((tonnes, tonnes * ask, tonnes * (quote - ask - rent))):
            np.add.at(sums[row], good, worth)
    return {
        name: Got(*map(float, sums[:, row]))
        for row, name in enumerate(network.commodities)
        if sums[0, row] > 0.0 and math.isfinite(sums[1, row])
    }
