"""Home first: keep goods there, and help make them there, while its users run short."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import above, below, worst
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import reach
from realm.strategies.consents import answered, approvals, directives, supports
from realm.strategies.curbs import Curbs
from realm.strategies.home import cover
from realm.strategies.invitations import curbed, makes, of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.works import usable


class Conserve(Strategy):
    """Keep goods at home while stocks there are short, and help make them; let go when not.

    The mildest means come first: state firms are told to serve home first and to suspend what
    leaves the country, projects that wait at home are approved, subsidies on such goods are put in
    force. Once it has heard what its firms will do, it tightens every export measure a step a turn,
    and asks for talks about the rest.

    Shortage is the part missing of the stocks that end users at home aim at, by value. Between
    the two bounds nothing changes. What home could use only a small part of it lets go, whatever is
    short there.
    """

    name = "conserve"
    plays = frozenset({"country"})
    tactic = "linear"
    source = (
        "Martin and Anderson 2012, Export Restrictions and Price Insulation during Commodity "
        "Price Booms, doi:10.1093/ajae/aar105; Doern and Wilson 1974, Issues in Canadian Public "
        "Policy (the least coercive means first); the request to a state miner of June 2025 and "
        "the support of magnet makers that followed in November"
    )

    @dataclass(frozen=True)
    class Params:
        """When it acts and how far."""

        threshold: Share = 0.25
        """Part missing of the stocks at home above which it tightens."""
        relief: Share = 0.1
        """Part missing below which it eases."""
        step: Share = 0.35
        """Change of tightness a turn."""
        most: Share = 0.95
        """Tightest."""
        used: Share = 0.25
        """Part of what plants at home could make that finds a use there, below which keeping it
        back helps nobody. assumption"""

    def invite(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask who could make goods for home out of its own, and who curbs what home misses."""
        short = above(1.0 - cover(observation), self.params.threshold) & answered(observation)
        return np.asarray(
            of_sides(observation, short)
            & (makes(observation) | curbed(observation))
            & rested(observation)
        )

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Move every measure that touches any trade towards what home needs."""
        params, curbs = self.params, Curbs.of(observation, legal)
        short = 1.0 - cover(observation)
        missing = short[curbs.owner]
        tightens = above(missing, params.threshold) & answered(observation)[curbs.owner]
        move = np.where(tightens, params.step, 0.0)
        unused = below(curbs.of_goods(observation, usable(observation)), params.used)
        move = np.where(below(missing, params.relief) | unused, -params.step, move)
        wanted = np.clip(curbs.tightness + move, 0.0, np.maximum(params.most, curbs.tightness))
        useful = np.logical_or.reduce(reach(observation.network)[curbs.rows], axis=1)[:, None]
        acute, calm = above(short, params.threshold), below(short, params.relief)
        goods = len(observation.network.commodities)
        needed = np.broadcast_to(acute[:, None], (len(acute), goods, acute.shape[-1]))
        columns = dict(curbs.orders(np.where(useful & (move != 0.0), wanted, np.nan)))
        columns["directive"] = directives(observation, legal, give=acute, withdraw=calm)
        columns["project_approve"] = approvals(observation, legal, needed)
        helped = supports(observation, legal, needed)
        columns["measure_on"] = np.where(np.isnan(helped), columns["measure_on"], helped)
        return Decision(
            columns,
            drivers={
                "users at home run short": short - params.threshold,
                "what is kept at home finds no user": _idle_curbs(curbs, unused, len(short)),
                "users at home are well stocked": params.relief - short,
            },
        )


def _idle_curbs(curbs: Curbs, unused: Mask, actors: int) -> Array:
    """Read how tight the tightest curb is that keeps what nobody at home uses, (actor, world)."""
    return worst(np.where(unused, curbs.tightness, 0.0), curbs.owner, actors)
