"""What measures come to on each lane and offer (README 7.4)."""

from math import exp, inf

from tests.oracle.terms import Lane, Measure
from tests.oracle.world import World

SHARES = {"prohibition", "licence"}
DUTIES = {"export_tax", "vat_rebate_withdrawal"}


def read_instruments(world: World, *, lucky: bool = True) -> None:
    """Find what every lane lets through and costs, and what offers get; luck may be left out."""
    for measure in world.measures.values():
        measure.share = measure.measure_size
        if lucky and measure.terms.family in SHARES and 0.0 < measure.measure_size < 1.0:
            z = world.dice.normal("approval", world.month, measure.name)
            measure.share = measure.measure_size ** exp(world.chances.approval_noise * z)
    waivers = {(r.of, r.towards): r.waiver for r in world.relations.values() if r.waiver > 0.0}
    for lane in world.lanes.values():
        _restrict(lane)
        _ease(lane, waivers)
        if lucky and lane.share >= 1.0 and lane.counted == 0.0:
            lane.rent = 0.0
    for offer in world.sold:
        obliged = [m.measure_size for m in offer.obligations if m.measure_on > 0.0]
        offer.obliged = max(obliged, default=0.0)
        if world.firms[offer.node.account.name].home_first:
            offer.obliged = 1.0
        offer.floor = max((m.measure_size for m in offer.floors if m.pays), default=0.0)
        offer.subsidy = sum(m.measure_size for m in offer.subsidies if m.pays)


def _restrict(lane: Lane) -> None:
    lane.share, lane.duty, lane.levy, lane.minimum, lane.tariff = 1.0, 0.0, 0.0, 0.0, 0.0
    lane.severity = lane.enforcement = lane.delay = lane.hold = lane.to_treasury = 0.0
    lane.ceiling, lane.release, lane.counted = inf, 1.0, 0.0
    holding: list[Measure] = []
    for measure in lane.restrictions:
        if measure.measure_on > 0.0 or measure.measure_known > 0.0:
            lane.severity = max(lane.severity, measure.measure_severity)
        if measure.measure_on <= 0.0:
            continue
        family, size = measure.terms.family, measure.measure_size
        if family in SHARES:
            lane.share *= measure.share
        elif family in DUTIES:
            lane.duty += size
            lane.levy += measure.measure_levy
        elif family == "minimum_export_price":
            lane.minimum = max(lane.minimum, size)
        elif family == "quota":
            lane.counted = max(lane.counted, measure.counted_share)
        lane.enforcement = max(lane.enforcement, measure.measure_enforcement)
        lane.delay = max(lane.delay, measure.measure_delay / 21.0)
        lane.hold = max(lane.hold, measure.lane_hold)
        lane.to_treasury = max(lane.to_treasury, measure.permit_to_treasury)
        lane.ceiling = min(lane.ceiling, measure.measure_ceiling)
        if measure.lane_hold > 0.0:
            holding.append(measure)
    if holding:
        lane.release = max(m.measure_release for m in holding)
    for measure in lane.tariffs:
        if measure.measure_on > 0.0:
            lane.tariff += measure.measure_size


def _ease(lane: Lane, waivers: dict[tuple[str, str], float]) -> None:
    """Take off what one end eases for the other."""
    here, there = lane.exporter.name, lane.importer.name
    eased = waivers.get((here, there), 0.0)
    lane.share = 1.0 if eased >= 1.0 else min(lane.share + eased * (1.0 - lane.share), 1.0)
    for name in ("duty", "levy", "minimum", "severity", "delay", "counted"):
        setattr(lane, name, getattr(lane, name) * (1.0 - eased))
    lane.tariff *= 1.0 - waivers.get((there, here), 0.0)
