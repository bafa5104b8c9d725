"""Indicators of how an actor is supplied: from where, for how long, how fully, at what price."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.rules.reading import DAYS_PER_MONTH, Turn


def supply_hhi(turn: Turn) -> Array:
    """Concentration of supply by origin, 0..1.

    A country: sum of the squared shares of foreign origins in all it got, home supply included
    in the whole but not as a risk (external supply: Le Coq and Paltseva 2009,
    https://doi.org/10.1016/j.enpol.2009.05.069): 0 all from home, 1 all from one country abroad.
    A firm: the same over all countries that other firms sell to it from. Origin is where the
    last seller stands. Shares are of tonnes, good by good; goods are weighed at the scenario's
    prices, whatever was paid. Who could buy and got nothing at all hangs on one as much as can be.
    """
    sources = turn.groups.sources
    got = sources.cells_of @ turn.added("shipped")
    whole = sources.pairs_of @ got
    share = ratio(got, np.take(whole, sources.pair_of_cell, axis=0), 0.0)
    squares = sources.pairs_of @ (share * share * sources.foreign)
    weight = sources.value * whole
    buys = sources.actors_of @ np.ones_like(weight) > 0.0
    found = ratio(sources.actors_of @ (weight * squares), sources.actors_of @ weight, 1.0)
    return np.where(buys, found, np.nan)


def import_reliance(turn: Turn) -> Array:
    """Net import reliance, 0..1: what is wanted of a commodity less what is made of it at home.

    After USGS, Mineral Commodity Summaries, appendix C: imports less exports, with changes of
    stocks, over apparent consumption, which comes to consumption less home production over
    consumption. A net exporter of a commodity counts as 0 there. USGS counts what was consumed;
    here it is what users wanted, or a country would rely less on others the more of its users
    they cut off. End users want what they would use at the prices of the quiet start, or now if
    that is more; plants what keeps them as busy as then, by their capacity in working order, of
    which what is lost by standing idle counts all the same; new ones what is asked of them. At the
    quiet start, when all get what they want, both agree.
    """
    groups = turn.groups
    wanted = groups.intake_pairs @ turn.added("wanted")
    made = groups.offer_pairs @ (turn.added("produced") - turn.added("wasted"))
    short = groups.pair_value * np.maximum(wanted - made, 0.0)
    needed = groups.pair_value * wanted
    return _countries(
        turn, _mean(groups.countries_of_pairs @ short, groups.countries_of_pairs @ needed)
    )


def days_of_cover(turn: Turn) -> Array:
    """Days that inputs in hand last at the use expected, stockpiles of the country included.

    Stock on hand over mean daily demand (Silver, Pyke and Thomas 2017, Inventory and Production
    Management in Supply Chains, ch. 2), commodities by value.
    """
    groups, network = turn.groups, turn.network
    stock = turn.after.stock_in.copy()
    offered = turn.after.stock_out[network.stockpile_offers]
    stock[network.stockpile_intakes] += offered
    needed = turn.after.expected_use.copy()
    needed[network.stockpile_intakes] = 0.0
    have = groups.intake_owner @ (groups.intake_value * stock)
    use = groups.intake_owner @ (groups.intake_value * needed)
    return _mean(have * DAYS_PER_MONTH, use)


def fill_rate(turn: Turn) -> Array:
    """Part of the demand that was met, 0..1 (volume fill rate, Silver, Pyke and Thomas 2017).

    A country: what its end users used over what they wanted to use at the prices they saw. A
    firm: what it shipped to others over the orders that reached it.
    """
    groups = turn.groups
    value = groups.intake_value[turn.network.sector_intakes]
    used = turn.added("used")[turn.network.sector_intakes]
    served = groups.sector_owner @ (value * used)
    wanted = groups.sector_owner @ (value * turn.added("desired"))
    found = _countries(turn, _mean(served, wanted))
    firms = slice(groups.country_count, None)
    asked, shipped = groups.sold @ turn.added("offered"), groups.sold @ turn.added("shipped")
    found[firms] = np.minimum(_mean(shipped[firms], asked[firms]), 1.0)
    return found


def lost_output(turn: Turn) -> Array:
    """End products lost over the turn because material was missing or dear, M$.

    Tonnes that end users would use at the prices of the quiet start and did not, times what a
    missing tonne stops (the scenario's `lost_output_musd_per_t`). What they gave up because it was
    dear counts, for good or not: a good is not less needed because its own government taxes it,
    and the model does not tell a substitute from a line that went abroad. For a firm: that of its
    home country.
    """
    groups = turn.groups
    used = turn.added("used")[turn.network.sector_intakes]
    missing = np.maximum(turn.added("untouched") - used, 0.0)
    lost = groups.sector_owner @ (turn.params.lost_output * missing)
    any_user = groups.sector_owner @ np.ones((turn.network.sector_count, 1))
    lost = np.where(any_user > 0.0, lost, np.nan)
    return np.take(lost, groups.home, axis=0)


def price_gap(turn: Turn) -> Array:
    """Price paid at the door over what the whole world paid on average, 1 = the world's.

    A Paasche price level: the actor's purchases at its prices over the same tonnes at the
    world's mean delivered price of each commodity.
    """
    groups = turn.groups
    shipped = turn.added("shipped")
    spent = np.zeros_like(shipped)
    for month in turn.ledger.months:
        spent = spent + month.delivered * month.shipped
    tonnes = groups.links_of_commodity @ shipped
    mean = ratio(groups.links_of_commodity @ spent, tonnes, 0.0)
    plain = shipped * np.take(mean, groups.link_commodity, axis=0)
    return _mean(groups.bought @ spent, groups.bought @ plain)


def _mean(over: Array, under: Array) -> Array:
    """Divide, NaN where there is nothing to divide by."""
    return ratio(over, under, np.nan)


def _countries(turn: Turn, values: Array) -> Array:
    """Put values of countries on the actor axis; firms have none."""
    found = np.full((len(turn.groups.actors), values.shape[-1]), np.nan)
    found[: turn.groups.country_count] = values
    return found
