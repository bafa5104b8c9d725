"""Indicators of where an actor stands: what it earns, owns and could bear, who believes in it."""

import numpy as np

from realm.core.arrays import Array, Index, ratio, total
from realm.core.incidence import Incidence
from realm.rules.reading import DAYS_PER_MONTH, Turn

MONTHS = 12.0


def treasury(turn: Turn) -> Array:
    """Balance of a government's account at the end of the turn, M$.

    Cash balance as in the IMF's Government Finance Statistics Manual 2014, ch. 4: what duties,
    permits and releases brought less what purchases, subsidies and projects cost.
    """
    found = np.full((len(turn.groups.actors), turn.after.world_count), np.nan)
    firms, countries = len(turn.network.firms), turn.groups.country_count
    found[:countries] = turn.after.money[firms : firms + countries] / 1000.0
    return found


def cash(turn: Turn) -> Array:
    """Balance of a firm's account at the end of the turn, M$.

    Unlike the profit of a turn it does not forget what was spent on plants that are not open yet
    (IAS 7, Statement of Cash Flows, 6).
    """
    found = np.full((len(turn.groups.actors), turn.after.world_count), np.nan)
    firms = len(turn.network.firms)
    found[turn.groups.country_count :] = turn.after.money[:firms] / 1000.0
    return found


def profit(turn: Turn) -> Array:
    """What a firm earned over the turn, M$: the change of its account, loans left out.

    Sales and supports less purchases, freight, duties, its plants' own cost and the whole cost of
    plants begun; interest, fines and loans that are lost count, what is lent or paid back does not
    (a loan is no income: IFRS Conceptual Framework 2018, 4.68). Stocks are not valued: what is
    bought to be held is spent.
    """
    paid = turn.added("paid")
    accord = turn.ledger.accord
    if accord is not None:
        paid = paid + accord.transfers + accord.owed
    found = np.full((len(turn.groups.actors), paid.shape[-1]), np.nan)
    found[turn.groups.country_count :] = paid[: len(turn.network.firms)] / 1000.0
    return found


def industrial_base(turn: Turn) -> Array:
    """Capacity to make one commodity of another, tonnes of products a year.

    What the critical minerals programmes of importers aim at (IEA 2025, Global Critical Minerals
    Outlook: shares of refining and magnet making): separation, metal, magnets; neither mines nor
    trade. In working order in the last month of the turn.
    """
    last = turn.ledger.months[-1].capacity
    made = turn.groups.facility_owner @ (turn.groups.industry * last)
    return np.broadcast_to(MONTHS * made, (len(made), turn.after.world_count))


def utilisation(turn: Turn) -> Array:
    """Throughput over capacity in working order, 0..1, plants weighed by the value they make."""
    groups = turn.groups
    made = groups.facility_owner @ (groups.facility_value * turn.added("throughput"))
    could = groups.facility_owner @ (groups.facility_value * turn.added("capacity"))
    return ratio(made, could, np.nan)


def reserve_days(turn: Turn) -> Array:
    """Days that a government's stockpiles would last all who want goods at home.

    The measure of stockpiling laws: JOGMEC's rare metals are counted in days of national
    consumption (60, up to 180 since 2020), oil in days of net imports (IEA, Agreement on an
    International Energy Program, art. 2). The laws look back at what was consumed; here days go by
    what was wanted over the turn (as in `import_reliance`), or a store would last longer when its
    users starve. Only goods that it keeps a store of count, by value.
    """
    groups, network, after = turn.groups, turn.network, turn.after
    found = np.full((len(groups.actors), after.world_count), np.nan)
    stores, goods = network.stockpile_intakes, len(network.commodities)
    wanted = groups.intake_pairs @ turn.added("wanted") / len(turn.ledger.months)
    kept = after.stock_in[stores] + after.stock_out[network.stockpile_offers]
    pair = network.stockpile_country * goods + network.intake_commodity[stores]
    value = np.take(groups.pair_value, pair, axis=0)
    piles = Incidence.group(network.stockpile_country, groups.country_count)
    worth, daily = piles @ (value * kept), piles @ (value * np.take(wanted, pair, axis=0))
    found[: groups.country_count] = ratio(DAYS_PER_MONTH * worth, daily, np.nan)
    return found


def export_income(turn: Turn) -> Array:
    """Worth of a country's exports at its border over the turn, duties and permits in it, M$.

    Exports of goods as customs count them, f.o.b. (IMF, Balance of Payments Manual 6, 10.30);
    what is smuggled is not among them.
    """
    groups, abroad = turn.groups, turn.network.abroad
    found = np.full((len(groups.actors), turn.after.world_count), np.nan)
    earned = np.zeros((groups.country_count, turn.after.world_count))
    for month in turn.ledger.months:
        earned = earned + groups.exported @ (month.quote * (month.shipped[abroad] - month.leaked))
    found[: groups.country_count] = earned / 1000.0
    return found


def market_share(turn: Turn) -> Array:
    """Part of what all other countries took in that came from this one, 0..1, by value.

    What hold a supplier has over others (Hirschman 1945, National Power and the Structure of
    Foreign Trade: the influence effect of trade grows with its part in the partner's): it falls
    with each curb at once, and for good as others build.
    """
    groups, abroad = turn.groups, turn.network.abroad
    found = np.full((len(groups.actors), turn.after.world_count), np.nan)
    countries = slice(0, groups.country_count)
    value = np.take(groups.price, groups.link_commodity, axis=0) * turn.added("shipped")
    bought = (groups.bought @ value)[countries]
    others = total(bought) - bought
    found[countries] = ratio(groups.exported @ value[abroad], others, np.nan)
    return found


def supply_security(turn: Turn) -> Array:
    """Part of a year's orders met if the largest foreign country of origin stopped, 0..1.

    The N - 1 formula of Regulation (EU) 2017/1938, annex II, with countries in place of
    pipelines and stocks in hand in place of storage; commodities by value.
    """
    sources = turn.groups.sources
    got = sources.cells_of @ turn.added("shipped")
    needed = sources.pairs_of @ (sources.cells_of @ turn.added("orders"))
    largest = _largest(sources.pair_of_cell, got * sources.foreign, len(needed))
    rest = sources.pairs_of @ got - largest
    held = sources.held @ turn.after.stock_in + sources.released @ turn.after.stock_out
    year = MONTHS / len(turn.ledger.months)
    part = np.minimum(ratio(rest * year + held, needed * year, 0.0), 1.0)
    weight = sources.value * needed
    return ratio(sources.actors_of @ (weight * part), sources.actors_of @ weight, np.nan)


def _largest(rows: Index, values: Array, count: int) -> Array:
    """Find the largest of the values of rows that belong together, at least 0; (count, world)."""
    found = np.zeros((count, values.shape[-1]))
    if len(rows):
        order = np.argsort(rows, kind="stable")
        there, starts = np.unique(rows[order], return_index=True)
        most = np.maximum.reduceat(values.take(order, axis=0), starts, axis=0)
        found[there] = np.maximum(most, 0.0)
    return found


def industry_approval(turn: Turn) -> Array:
    """How content the industry of a country is with its government, 0..1.

    Users count by the part of their demand that was met at the price of the quiet start or less;
    plants by how busy they are compared with then; both by the value of what they used or made.
    That governments weigh the profits of their industries: Grossman and Helpman 1994, Protection
    for Sale, American Economic Review 84 (4).
    """
    groups, params, network = turn.groups, turn.params, turn.network
    users, plants = network.sector_intakes, slice(0, network.facility_count)
    months = len(turn.ledger.months)
    served = np.minimum(ratio(turn.added("used")[users], turn.added("desired"), 1.0), 1.0)
    cheap = np.minimum(ratio(params.base_price[users], turn.after.price[users], 1.0), 1.0)
    spent = groups.intake_value[users] * params.base_use[users]
    made = turn.added("throughput")
    busy = np.minimum(ratio(made, months * params.base_throughput + 0.0 * made, 0.0), 1.0)
    earned = groups.facility_value * params.base_throughput
    happy = groups.sector_owner @ (spent * served * cheap)
    happy = happy + (groups.facility_owner @ (earned[plants] * busy))[: groups.country_count]
    whole = groups.sector_owner @ (spent + 0.0 * cheap)
    whole = whole + (groups.facility_owner @ (earned + 0.0 * made))[: groups.country_count]
    found = np.full((len(groups.actors), happy.shape[-1]), np.nan)
    found[: groups.country_count] = ratio(happy, whole, np.nan)
    return found


def trust(turn: Turn) -> Array:
    """Mean trust that the seats put in an actor at the end of the turn, -1..1; its own not counted.

    Where no seat has a relation with it, that of all who have one.
    """
    groups = turn.groups
    count = groups.trusted @ np.ones((len(turn.network.relations), 1))
    return ratio(groups.trusted @ turn.after.trust, count + 0.0 * turn.after.fault, np.nan)
