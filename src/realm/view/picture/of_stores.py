"""Make the picture of what a seat has in store: its reserve, its plants, the users at home."""

import numpy as np

from realm.play.sight import Sight
from realm.rules.reading import DAYS_PER_MONTH
from realm.view.messages import Messages
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.table import Store, Stores
from realm.view.picture.words import amount, good

SLIGHT = 0.05
"""Tonnes below which nothing is told."""


def stores(sight: Sight, messages: Messages) -> Stores | None:
    """Tell what lies in the stores that a seat knows exactly, the dearest first.

    A government's are its reserve and those of users at home; a firm's are those of its plants,
    of what they use and of what they have made.
    """
    scenario, say = sight.observation.network.scenario, messages.say
    governs = sight.actor in scenario.countries
    kind_of, colours = grouped(scenario)[1], hues(scenario)
    names = ("store_before", "store_reserve") if governs else ("store_own", "store_made")
    found: list[tuple[float, Store]] = []
    for row, (name, noun) in enumerate(scenario.commodities.items()):
        to_use, reserve, made, use = _held(sight, row)
        kept = reserve if governs else made
        if to_use + kept < SLIGHT:
            continue
        amounts = [amount(t) if t >= SLIGHT else "" for t in (to_use, kept)]
        told = [say(f"game.{key}", tonnes=t) for key, t in zip(names, amounts, strict=True) if t]
        lasts = amounts[0] and use > 0.0
        days = f"{to_use / use * DAYS_PER_MONTH:,.0f}" if lasts else ""
        told += [say("game.store_use", tonnes=amount(use))] if lasts else []
        used, put = (say("game.store_tonnes", tonnes=t) if t else "" for t in amounts)
        store = Store(
            id=name, label=good(noun.name), hue=colours[kind_of[name]], used=used, kept=put,
            lasts=say("game.store_days", days=days) if lasts else "",
            why="\n".join((*told, say("game.store_source"))),
        )  # fmt: skip
        found.append((-(to_use + kept) * noun.price_usd_per_kg, store))
    rows = tuple(store for _, store in sorted(found, key=lambda one: one[0]))
    return Stores(rows=rows, kept=say("game.reserve" if governs else "game.made")) if rows else None


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
