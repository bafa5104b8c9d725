"""Fill, risk, lasting substitution (README 7.16)."""

from math import log

from tests.oracle.nouns import Intake
from tests.oracle.sums import clip, over
from tests.oracle.world import World


def remember(world: World) -> None:
    """Let buyers remember what they got."""
    fade = world.rules.fill_memory_months
    for link in world.links.values():
        part = min(1.0, (link.shipped + 1e-9) / (link.orders + 1e-9))
        link.fill += (part - link.fill) / fade
    for intake in world.intakes.values():
        _fear(world, intake)
    for sector in world.sectors.values():
        rules, strength = world.rules, sector.use_multiplier
        wanted = -(rules.elasticity_long - rules.elasticity_short) * strength * sector.pull
        gap = wanted - sector.substitution
        if gap < 0.0:
            fastest = log(1.0 - rules.substitution_limit_per_year) / 12.0 * max(strength, 1.0)
            sector.substitution += max(gap / rules.substitution_months, fastest)
        else:
            sector.substitution += gap / rules.return_months


def _fear(world: World, intake: Intake) -> None:
    filled = threat = 0.0
    for link in intake.links:
        filled += link.shipped
        if link.lane is not None:
            threat += link.share * link.lane.severity
    scare = clip(1.0 - over(filled, intake.orders, 1.0) + threat, 0.0, 1.0)
    rules = world.rules
    time = rules.risk_rise_months if scare > intake.risk else rules.risk_fade_months
    intake.risk += (scare - intake.risk) / time
