"""What a seat's turn is worth to it, 0 to 100, by the weights that its scenario gives.

Each indicator is brought to a part between 0 (worst) and 1 (best), by its `scale`:

- `share`: the share itself, 0..1.
- `trust`: -1..1 moved to 0..1.
- `size` x: x^3 / (x^3 + s^3); at s, what it was at the quiet start, it is a half, at twice as much
  0.89, at half as much 0.11. For a price relative to the world's s is 1; for an industrial base it
  is at least half (for a firm, a tenth) of what end users of the country use.
- `balance` x: (1 + tanh((x - x0) / s)) / 2; at x0, what it was at the start, it is a half. s is a
  tenth of the trade of a turn at the quiet start for a profit; for a treasury or a firm's cash a
  tenth of a year's trade or of what it held, whichever is more.
- `loss` x: exp(-x / s), s being the end products of a turn at the quiet start: each hundredth that
  is lost costs about a hundredth, and who has lost half of them minds losing more.

A negative weight counts what is missing from 1. The score is the mean of the parts weighted by
the absolute weights, times 100; what an actor does not have is left out. A game's score is the mean
over its turns, so that a year of want is not forgotten. An additive value function over goals:
Keeney and Raiffa 1976, Decisions with Multiple Objectives; the scales are assumptions.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, ratio, total
from realm.core.network import Network
from realm.core.params import Params
from realm.rules.groups import Groups, group
from realm.rules.indicators import INDICATORS
from realm.rules.reading import DAYS_PER_MONTH

FULL = 100.0
PART = 0.1
"""Part of trade or holdings that makes a difference to reckon with."""
LEAST_BASE = 0.5
"""Part of what end users at home use that a country's industry shall at least make to count."""
LEAST_WORKS = 0.1
"""The same for one firm's."""


@dataclass(frozen=True)
class Yardstick:
    """Weights and scales of one scenario's seats."""

    seats: tuple[str, ...]
    rows: tuple[int, ...]
    """Actor of each seat: countries, then firms."""
    weights: tuple[Mapping[str, float], ...]
    """By indicator, for each seat."""
    starts: Mapping[str, Array]
    """What a `balance` was at the quiet start, (actor, 1 or world)."""
    sizes: Mapping[str, Array]
    """s of the scales, (actor, 1 or world)."""

    @classmethod
    def of(cls, network: Network, params: Params, groups: Groups | None = None) -> "Yardstick":
        """Lay out the scales of a scenario; hand in `groups(network)` when there are some."""
        groups = groups or group(network)
        seats = network.scenario.seats
        starts, sizes = _scales(network, params, groups)
        return cls(
            seats=tuple(seats),
            rows=tuple(groups.actors.index(seat.actor) for seat in seats.values()),
            weights=tuple(dict(seat.objectives) for seat in seats.values()),
            starts=starts,
            sizes=sizes,
        )

    def part(self, name: str, values: Array, row: int, weight: float = 1.0) -> Array:
        """Bring an actor's indicator to 0..1, 1 being best for who weighs it so; (world,)."""
        match INDICATORS[name].scale:
            case "share":
                found = np.clip(values, 0.0, 1.0)
            case "trust":
                found = (1.0 + np.clip(values, -1.0, 1.0)) / 2.0
            case "size":
                cubed = (values / self.sizes[name][row]) ** 3
                found = cubed / (1.0 + cubed)
            case "balance":
                moved = (values - self.starts[name][row]) / self.sizes[name][row]
                found = (1.0 + np.tanh(moved)) / 2.0
            case "loss":
                found = np.exp(-values / self.sizes[name][row])
        # A loss is brought to what is left, so its usual weight is turned, too.
        wanted = weight > 0.0 if INDICATORS[name].scale != "loss" else weight < 0.0
        return found if wanted else 1.0 - found

    def value(self, name: str, part: float, row: int, weight: float = 1.0) -> Array:
        """Read at which value of an indicator an actor who weighs it so has a part; (1 or world,).

        The inverse of `part`, for parts above 0 and below 1.
        """
        scale = INDICATORS[name].scale
        wanted = weight > 0.0 if scale != "loss" else weight < 0.0
        of = part if wanted else 1.0 - part
        match scale:
            case "share":
                found = np.array([of])
            case "trust":
                found = np.array([2.0 * of - 1.0])
            case "size":
                found = self.sizes[name][row] * (of / (1.0 - of)) ** (1.0 / 3.0)
            case "balance":
                moved = self.sizes[name][row] * math.atanh(2.0 * of - 1.0)
                found = self.starts[name][row] + moved
            case "loss":
                found = -self.sizes[name][row] * math.log(of)
        return found

    def score(self, readings: Mapping[str, Array]) -> Array:
        """Score a turn.

        Args:
            readings: every indicator, (actor, world), as `indicators.measure` gives them.

        Returns:
            (seat, world), 0..100; NaN for a seat without objectives, or that has none of them.
        """
        worlds = next(iter(readings.values())).shape[-1]
        return np.stack([self.of_seat(seat, readings, worlds) for seat in range(len(self.seats))])

    def of_seat(self, seat: int, readings: Mapping[str, Array], worlds: int) -> Array:
        """Score a turn for one seat, of which the readings that it weighs are enough; (world,)."""
        row, whole, most = self.rows[seat], np.zeros(worlds), np.zeros(worlds)
        for name, weight in self.weights[seat].items():
            values = readings[name][row]
            known = ~np.isnan(values)
            part = self.part(name, np.where(known, values, 0.0), row, weight)
            whole = whole + np.where(known, abs(weight) * part, 0.0)
            most = most + np.where(known, abs(weight), 0.0)
        return FULL * ratio(whole, most, np.nan)

    def points(self, seat: int, readings: Mapping[str, Array], worlds: int) -> dict[str, Array]:
        """Say how many points of a turn's score each objective of a seat brings, (world,) each.

        They add up to `of_seat`, but for rounding; NaN for what the seat does not have.
        """
        row, most = self.rows[seat], np.zeros(worlds)
        found: dict[str, Array] = {}
        for name, weight in self.weights[seat].items():
            values = readings[name][row] + np.zeros(worlds)
            known = ~np.isnan(values)
            part = self.part(name, np.where(known, values, 0.0), row, weight)
            found[name] = np.where(known, abs(weight) * part, np.nan)
            most = most + np.where(known, abs(weight), 0.0)
        return {name: FULL * ratio(part, most, np.nan) for name, part in found.items()}


def _scales(
    network: Network, params: Params, groups: Groups
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Lay out where each balance starts, and the size of each scale; (actor, 1 or world)."""
    actors, countries = len(groups.actors), groups.country_count
    scenario, one = network.scenario, np.ones((actors, 1))
    price = np.array([[c.price_usd_per_kg] for c in scenario.commodities.values()])
    flow = price[groups.link_commodity] * params.base_flow
    trade = (groups.sold @ flow + groups.bought @ flow) / 1000.0
    money = np.zeros((actors, 1))
    money[:countries, 0] = [country.treasury_musd for country in scenario.countries.values()]
    money[countries:, 0] = [firm.cash_musd for firm in scenario.firms.values()]
    asked = params.base_flow * np.take(params.base_ask, network.link_offer, axis=0)
    paid = params.base_flow * np.take(params.base_price, network.link_intake, axis=0)
    spent = groups.facility_owner @ (params.own_cost * params.base_throughput)
    earned = (groups.sold @ asked - groups.bought @ paid - spent) / 1000.0
    held = groups.intake_owner @ (groups.intake_value * params.cover_in * params.base_use)
    used = groups.intake_owner @ (groups.intake_value * params.base_use)
    base = 12.0 * (groups.facility_owner @ (groups.industry * params.base_capacity))
    abroad = network.months_per_turn * asked[network.abroad] / 1000.0
    users = network.sector_intakes
    lost = groups.sector_owner @ (params.lost_output * params.base_use[users])
    turn, year = float(network.months_per_turn), 12.0
    least = 1e-6
    sizes = {
        "days_of_cover": DAYS_PER_MONTH * ratio(held, used, 1.0),
        "price_gap": one,
        "industrial_base": np.maximum(base, _least_base(network, params, groups)),
        "reserve_days": _reserves(network, params, groups),
        "export_income": _of_countries(groups, groups.exported @ abroad),
        "market_share": _of_countries(groups, _shares(network, groups, flow)),
        "profit": PART * turn * trade,
        "treasury": PART * np.maximum(year * trade, money),
        "cash": PART * np.maximum(year * trade, money),
        "lost_output": turn * np.take(lost, groups.home, axis=0),
    }
    starts = {"profit": turn * earned, "treasury": money, "cash": money}
    return starts, {name: np.maximum(values, least) for name, values in sizes.items()}


def _least_base(network: Network, params: Params, groups: Groups) -> Array:
    """Read the industry that counts as one, t a year, (actor, 1 or world)."""
    needed = 12.0 * (groups.sector_owner @ params.base_use[network.sector_intakes])
    actors = np.arange(len(groups.actors))[:, None]
    part_of = np.where(actors < groups.country_count, LEAST_BASE, LEAST_WORKS)
    return part_of * np.take(needed, groups.home, axis=0)


def _reserves(network: Network, params: Params, groups: Groups) -> Array:
    """Read the days that each country's stockpiles are laid out for, (actor, 1 or world)."""
    piles, goods = network.scenario.stockpiles.values(), len(network.commodities)
    kept = np.array([pile.stock_t for pile in piles]).reshape(-1, 1)
    pair = network.stockpile_country * goods
    pair = pair + network.intake_commodity[network.stockpile_intakes]
    value = np.take(groups.pair_value, pair, axis=0)
    daily = np.take(groups.intake_pairs @ params.base_use, pair, axis=0)
    worth, spent = np.zeros((2, groups.country_count, daily.shape[-1]))
    np.add.at(worth, network.stockpile_country, value * kept)
    np.add.at(spent, network.stockpile_country, value * daily)
    return _of_countries(groups, DAYS_PER_MONTH * ratio(worth, spent, 1.0))


def _shares(network: Network, groups: Groups, flow: Array) -> Array:
    """Read the part of what others took in that came from each country, (country, world)."""
    bought = (groups.bought @ flow)[: groups.country_count]
    return ratio(groups.exported @ flow[network.abroad], total(bought) - bought, 0.0)


def _of_countries(groups: Groups, values: Array) -> Array:
    """Put values of countries on the actor axis; firms get 0."""
    found = np.zeros((len(groups.actors), values.shape[-1]))
    found[: groups.country_count] = values
    return found
