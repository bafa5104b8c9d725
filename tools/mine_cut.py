"""Cut the largest mine of a scenario and follow two prices: its own product, and the next stage's.

    python -m tools.mine_cut [SCENARIO] [--cut 0.3] [--from 12] [--months 24] [--years 12]

The world around the cut is still: no events, growth or luck, so that everything that moves comes
from the cut. Prints, month by month, the mine's ask and the price outside the reference exporter
of what its buyers make first, both over their start.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
from dataclasses import dataclass, replace

import numpy as np

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import still
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.events import Event, FacilityPatch
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.errors import RealmError
from realm.rules import start, turn


@dataclass(frozen=True)
class Paths:
    """Prices over their start, one a month."""

    mine: str
    """Facility that was cut."""
    product: str
    """What its buyers make first."""
    own: Array
    """Ask of the mine."""
    outside: Array
    """Quoted price of the product abroad, outside the reference exporter."""


def largest_mine(scenario: Scenario) -> str:
    """Name the facility without inputs that has the most capacity."""
    mines = [
        name
        for name, facility in scenario.facilities.items()
        if not scenario.recipes[facility.recipe].inputs and facility.capacity_follows is None
    ]
    return max(mines, key=lambda name: scenario.facilities[name].capacity_t_per_year)


def follow_cut(scenario: Scenario, cut: float, first: int, months: int, years: int) -> Paths:
    """Play the cut in one world; months count from the start."""
    mine = largest_mine(scenario)
    begin = month_after(scenario.starts, first)
    end = month_after(scenario.starts, first + months)
    events = {
        "cut": _event(begin, mine, 1.0 - cut),
        "back": _event(end, mine, 1.0),
    }
    network, params = compile_scenario(replace(still(scenario), events=events))
    product = _product(network, mine)
    links = _links_outside(network, product)
    offer = network.offers.index(f"{mine}:{_first_output(scenario, mine)}")
    state = start.first_state(network, params, 1)
    luck = Luck(0, np.arange(1))
    own, outside = [], []
    for _ in range(12 * years):
        state, page = turn.month(network, params, state, luck)
        weight = page.orders[links, 0]
        own.append(page.ask[offer, 0])
        outside.append(float(np.average(page.delivered[links, 0], weights=weight)))
    return Paths(
        mine=mine,
        product=product,
        own=np.array(own) / own[0],
        outside=np.array(outside) / outside[0],
    )


def _event(date: str, mine: str, factor: float) -> Event:
    """Set the capacity of the mine."""
    return Event(
        date=date,
        text=f"{mine} at {factor:.0%}",
        facilities={mine: FacilityPatch(capacity_factor=factor)},
        source="assumption: an experiment",
    )


def _first_output(scenario: Scenario, facility: str) -> str:
    """Name the main product of a facility."""
    return next(iter(scenario.recipes[scenario.facilities[facility].recipe].outputs))


def _product(network: Network, mine: str) -> str:
    """Name what the buyers of the mine make first."""
    links = network.scenario.links.values()
    buyers = [x.buyer for x in links if x.seller == mine and x.buyer in network.scenario.facilities]
    return _first_output(network.scenario, buyers[0])


def _links_outside(network: Network, commodity: str) -> list[int]:
    """Find links of a commodity that end outside the reference exporter and carry goods."""
    scenario = network.scenario
    home = scenario.countries
    inside = list(home).index(scenario.reference_exporter)
    wanted = network.commodities.index(commodity)
    return [
        link
        for link in range(len(network.links))
        if network.offer_commodity[network.link_offer[link]] == wanted
        and network.node_country[network.link_buyer[link]] != inside
        and network.links[link] in scenario.links
        and scenario.links[network.links[link]].base_flow_t_per_year > 0
    ]


def main() -> int:
    """Read the command line, play, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("scenario", nargs="?", default="june-2025")
    parser.add_argument("--cut", type=float, default=0.3, help="part of the capacity that goes")
    parser.add_argument("--from", dest="first", type=int, default=12, help="month of the cut")
    parser.add_argument("--months", type=int, default=24, help="how long it lasts")
    parser.add_argument("--years", type=int, default=12, help="how long to look")
    args = parser.parse_args()
    try:
        paths = follow_cut(load(args.scenario), args.cut, args.first, args.months, args.years)
    except RealmError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{paths.mine} at {1 - args.cut:.0%} from month {args.first} for {args.months} months")
    print(f"{'month':>5} {'its ask':>9} {paths.product + ' outside':>24}")
    for month, (own, outside) in enumerate(zip(paths.own, paths.outside, strict=True)):
        near = args.first - 1 <= month <= args.first + args.months + 6
        if near or month % 12 == 0:
            print(f"{month:>5} {own:>9.3f} {outside:>24.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
