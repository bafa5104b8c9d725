"""Pay for certainty: a second seller before the line stops."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Mask
from realm.core.chance import Luck
from realm.core.words import NotNegative, Share
from realm.strategies.actors import above, below, seat_of_firm
from realm.strategies.base import Decision, Strategy
from realm.strategies.home import cover, dearness, risk, warned
from realm.strategies.invitations import buys, curbed, of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.plans import Plans
from realm.strategies.supply import Supply


class SecurityOfSupply(Strategy):
    """When supply looks risky or stocks run down, open every seller on request, cheap or dear.

    A curb that is announced counts as much as risk that it feels. While it worries its plants fill
    their stores as long as goods are to be had at about the usual price, and live off them when
    they are not; projects are started with patience for a long payback.
    """

    name = "security_of_supply"
    plays = frozenset({"firm"})
    tactic = "conceder"
    source = (
        "Kleindorfer and Saad 2005, Managing Disruption Risks in Supply Chains, "
        "doi:10.1111/j.1937-5956.2005.tb00009.x; what trading houses did after 2010; a car maker's "
        "stocks of chips, laid in after 2011 and used in 2021 (Reuters, 9 March 2021)"
    )

    @dataclass(frozen=True)
    class Params:
        """When it worries and what it then pays."""

        risk: NotNegative = 0.15
        """Perceived supply risk above which it looks for further sellers."""
        missing: Share = 0.25
        """Part missing of the stocks it aims at that makes it look as well."""
        payback_years: NotNegative = 15.0
        """Longest time in which a project must earn its cost."""
        hold: NotNegative = 3.0
        """Multiple of the usual stocks that its plants aim at while it worries and can fill them:
        two to six months' worth (Reuters, 9 March 2021) where a month and a half is usual."""
        pace: NotNegative = 0.5
        """Usual stocks that it adds to its aim a turn: all at once drives the price. assumption"""
        dear: NotNegative = 1.2
        """Multiple of the price at the start from which it lives off its stocks. assumption"""
        cash: Share = 0.4
        """Part of its cash that it puts into projects a turn."""

    def invite(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask for supply that is sure to come, while worried."""
        feared = np.maximum(risk(observation), warned(observation))
        worried = above(feared, self.params.risk)
        worried |= above(1.0 - cover(observation), self.params.missing)
        return np.asarray(
            of_sides(observation, worried)
            & (buys(observation) | curbed(observation))
            & rested(observation)
        )

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Open sellers on request and start projects while worried."""
        params, supply = self.params, Supply.of(observation, legal)
        feared = np.maximum(risk(observation), warned(observation))
        missing = 1.0 - cover(observation)
        worried = above(feared, params.risk) | above(missing, params.missing)
        plans = Plans.of(observation, legal)
        wanted = plans.pays(params.payback_years) & worried[plans.owner]
        count = len(observation.network.firms)
        held = np.full((count, observation.world_count), np.nan)
        seats = seat_of_firm(observation)
        mine = np.flatnonzero(seats >= 0)
        plenty = (
            worried & below(missing, params.missing) & below(dearness(observation), params.dear)
        )
        more = np.minimum(observation.hold[mine] + params.pace, params.hold)
        held[mine] = np.where(plenty[seats[mine]], more, 1.0)
        return Decision(
            {
                "hold": np.where(legal.hold & (held != observation.hold), held, np.nan),
                "link_open": supply.open(np.take(worried, supply.buyer, axis=0)),
                "project_start": plans.start(wanted, cash_share=params.cash),
            },
            drivers={
                "supply looks risky": feared - params.risk,
                "its stocks run down": missing - params.missing,
            },
        )
