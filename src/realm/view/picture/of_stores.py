"""Make the picture of what a seat has in store: its reserve, its plants, the users at home."""

import math

import numpy as np

from realm.core.network import Network
from realm.play.sight import Sight
from realm.rules.reading import DAYS_PER_MONTH
from realm.strategies.actors import flows_at_start
from realm.view.messages import Messages
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.table import Store, Stores
from realm.view.picture.words import amount, good

SLIGHT = 0.05
"""Tonnes below which nothing is told."""
FEW_DAYS = 15.0
"""Days of use below which a store calls for attention."""


def stores(sight: Sight, messages: Messages) -> Stores | None:
    """Tell what lies in the stores that a seat knows exactly, the dearest first.

    A government's are its reserve and those of users at home; a firm's are those of its plants,
    of what they use and of what they have made.
    """
    scenario, say = sight.observation.network.scenario, messages.say
    governs = sight.actor in scenario.countries
    kind_of, colours = grouped(scenario)[1], hues(scenario)
    found: list[tuple[float, Store]] = []
    for row, (name, noun) in enumerate(scenario.commodities.items()):
        to_use, reserve, made, use = _held(sight, row)
        kept = reserve if governs else made
        if to_use + kept < SLIGHT:
            continue
        lasts = to_use >= SLIGHT and use > 0.0
        used, put = (
            say("game.store_tonnes", tonnes=amount(t)) if t >= SLIGHT else ""
            for t in (to_use, kept)
        )
        held = to_use, kept, use
        told = _of_government(sight, name, held, messages) if governs else _of_firm(held, messages)
        apart = (say("game.store_cover"),) if governs and lasts else ()
        store = Store(
            id=name, label=good(noun.name), hue=colours[kind_of[name]], used=used, kept=put,
            lasts=say("game.store_days", days=_days(to_use, use)) if lasts else "",
            short=lasts and to_use / use * DAYS_PER_MONTH < FEW_DAYS,
            why="\n".join((*told, *apart, say("game.store_source"))),
        )  # fmt: skip
        found.append((-(to_use + kept) * noun.price_usd_per_kg, store))
    if not found:
        return None
    return Stores(
        rows=tuple(store for _, store in sorted(found, key=lambda one: one[0])),
        used=say("game.with_users" if governs else "game.to_use"),
        kept=say("game.reserve" if governs else "game.made"),
    )


def lacking(sight: Sight) -> tuple[str, ...]:
    """List the goods of which those that a seat knows exactly have few days left.

    First that of which most is missing, by value.
    """
    found: list[tuple[float, str]] = []
    for row, (name, noun) in enumerate(sight.observation.network.scenario.commodities.items()):
        to_use, _, _, use = _held(sight, row)
        missing = use * FEW_DAYS / DAYS_PER_MONTH - to_use
        if missing > SLIGHT:
            found.append((-missing * noun.price_usd_per_kg, name))
    return tuple(name for _, name in sorted(found))


def _days(tonnes: float, use: float) -> str:
    return f"{tonnes / use * DAYS_PER_MONTH:,.0f}"


def _of_government(
    sight: Sight, good: str, held: tuple[float, float, float], messages: Messages
) -> list[str]:
    """Say whose a government's stores of a good are, and whose use the days of each go by."""
    say, network = messages.say, sight.observation.network
    to_use, reserve, use = held
    whole = use_at_home(network, sight.actor, good)
    plants = whole - use_at_home(network, sight.actor, good, plants=False)
    told = _lying("game.store_before", to_use, use, messages)
    if plants >= SLIGHT:
        told.append(say("game.store_plants", tonnes=amount(plants)))
    if reserve >= SLIGHT:
        told.append(say("game.store_reserve", tonnes=amount(reserve)))
        if whole > 0.0:
            told.append(say("game.store_serves", use=amount(whole), days=_days(reserve, whole)))
    return told


def _of_firm(held: tuple[float, float, float], messages: Messages) -> list[str]:
    """Say what a firm has of a good at its plants, and how long that lasts them."""
    to_use, made, use = held
    told = _lying("game.store_own", to_use, use, messages)
    if made >= SLIGHT:
        told.append(messages.say("game.store_made", tonnes=amount(made)))
    return told


def _lying(key: str, to_use: float, use: float, messages: Messages) -> list[str]:
    """Say with whom so much lies to be used, and how long it lasts them."""
    if to_use < SLIGHT:
        return []
    told = [messages.say(key, tonnes=amount(to_use))]
    if use > 0.0:
        days = _days(to_use, use)
        told.append(messages.say("game.store_use", tonnes=amount(use), days=days))
    return told


def use_at_home(network: Network, country: str, commodity: str, *, plants: bool = True) -> float:
    """Add up what users at home usually take of a commodity, t/month: plants and end users.

    At the quiet start, which all know: what a plant uses now is its own to know.

    Args:
        network: who takes from whom.
        country: at home there.
        commodity: of what.
        plants: whether plants count among the users.
    """
    here = network.node_country[network.intake_node] == network.countries.index(country)
    here &= network.intake_commodity == network.commodities.index(commodity)
    if not plants:
        here &= np.isin(np.arange(len(here)), np.arange(len(here))[network.sector_intakes])
    flows = flows_at_start(network)[np.isin(network.link_intake, np.flatnonzero(here)), 0]
    return math.fsum(float(one) for one in flows)


def _held(sight: Sight, commodity: int) -> tuple[float, float, float, float]:
    """Return tonnes of a commodity to be used, in a reserve, and made; and the use of a month.

    What is not known exactly belongs to others and is left out.
    """
    seen, network = sight.observation, sight.observation.network
    came, went, used = (
        np.nan_to_num(getattr(seen, field)[:, 0])
        for field in ("stock_in", "stock_out", "expected_use")
    )
    into, out = network.intake_commodity == commodity, network.offer_commodity == commodity
    kept_in, kept_out = np.zeros(len(into), dtype=bool), np.zeros(len(out), dtype=bool)
    kept_in[network.stockpile_intakes] = True
    kept_out[network.stockpile_offers] = True
    reserve = came[into & kept_in].sum() + went[out & kept_out].sum()
    to_use, made = came[into & ~kept_in].sum(), went[out & ~kept_out].sum()
    return float(to_use), float(reserve), float(made), float(used[into & ~kept_in].sum())
