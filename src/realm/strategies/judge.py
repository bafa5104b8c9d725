"""Whether a seat may do something now, and what it costs: for people, who get a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from realm.core import actions as kinds
from realm.core.action import Action, Columns
from realm.core.arrays import Array, total
from realm.core.network import Network
from realm.core.orders import WRITES, Orders
from realm.errors import UnknownNameError
from realm.rules import politics
from realm.strategies.borders import EXPORT, scales
from realm.strategies.legal import COLUMNS, Legal
from realm.strategies.limits import Limits
from realm.strategies.looks import once
from realm.strategies.observation import Observation
from realm.strategies.refusal import Refusal

TARIFF = frozenset({"import_tariff"})
SUPPORT = frozenset({*politics.SUPPORTS, "production_quota"})
FAMILIES: dict[type[Action], frozenset[str]] = {
    kinds.Tighten: EXPORT,
    kinds.Ease: EXPORT,
    kinds.SetTariff: TARIFF,
    kinds.Support: SUPPORT,
}
"""Families of measure that an action is for; actions not named here are for all."""

_DEEDS = frozenset({"project_start", "dispute", "revoke"})
"""Columns that ask for a deed, not for how something shall stand."""


@dataclass(frozen=True)
class Cost:
    """What some actions of one seat take in the world that is asked about."""

    political_capital: float = 0.0
    money_kusd: float = 0.0


def judge(
    observation: Observation,
    legal: Legal,
    action: Action,
    before: Iterable[Action] = (),
    *,
    world: int = 0,
) -> Refusal | None:
    """Say why an action is refused, or None where it is legal.

    Args:
        observation: what the seat knows; it must be one actor alone.
        legal: what it may set.
        action: what it asks for.
        before: what it asked for already this turn; that must be paid for too.
        world: the world that is asked about.
    """
    network = observation.network
    try:
        columns = action.columns(network)
    except UnknownNameError:
        return Refusal.NOT_THERE
    limits = _limits(network)
    for column, cells in columns.items():
        may: Array = getattr(legal, column)
        for row, value in cells:
            if not may[row, world if may.shape[-1] > 1 else 0]:
                return Refusal.NOT_YOURS
            if not limits.holds(column, row, value):
                return Refusal.OUT_OF_LIMITS
            if column == "link_open" and value <= 0.0 and not legal.link_close[row].all():
                return Refusal.BY_MEASURE
    refused = _out_of_place(observation, action, columns, world)
    if refused is not None:
        return refused
    if _stands(observation, columns, world):
        return Refusal.NO_CHANGE
    return _unpaid(observation, [*before, action], world)


def reason(network: Network, action: Action, refusal: Refusal) -> str:
    """Say to people why an action is refused; of a number, what would do."""
    if refusal is not Refusal.OUT_OF_LIMITS:
        return str(refusal.value)
    limits = _limits(network)
    within = [
        limits.words(column, row)
        for column, cells in action.columns(network).items()
        for row, value in cells
        if not limits.holds(column, row, value)
    ]
    return f"{refusal.value.partition(';')[0]}; give {', '.join(dict.fromkeys(within))}."


def cost_of(observation: Observation, asked: Iterable[Action], *, world: int = 0) -> Cost:
    """Add up what actions of one seat take: political capital, and k$ that must be there."""
    network = observation.network
    groups = politics.acts(
        network,
        network.scenario.coefficients,
        observation,
        orders_of(network, asked, observation.world_count),
        cost=_project_cost(network),
    )
    spent = Cost()
    for group in groups:
        capital, money = (
            float(total(np.broadcast_to(values, (len(values), observation.world_count)))[world])
            for values in (np.nan_to_num(group.capital), np.nan_to_num(group.money))
        )
        spent = Cost(spent.political_capital + capital, spent.money_kusd + money)
    return spent


def orders_of(network: Network, asked: Iterable[Action], worlds: int = 1) -> Orders:
    """Make the orders of some actions; of two that set one row, the later holds.

    Raises:
        UnknownNameError: when one names what is not there.
    """
    columns = {
        column: np.full((len(network.along(axis)), worlds), np.nan)
        for column, axis in COLUMNS.items()
    }
    for action in asked:
        for column, cells in action.columns(network).items():
            for row, value in cells:
                columns[column][row] = value
    return Orders(**columns)


def _out_of_place(
    observation: Observation, action: Action, columns: Columns, world: int
) -> Refusal | None:
    """Find what speaks against an action whatever it costs."""

    def now(name: str) -> float:
        values: Array = getattr(observation, name)
        row = next(iter(columns.values()))[0][0]
        return float(values[row, world if values.shape[-1] > 1 else 0])

    scenario = observation.network.scenario
    match action:
        case kinds.Dispute() | kinds.Tighten() | kinds.SetTariff() | kinds.Announce():
            return _about_measure(observation, action, now)
        case kinds.Start() if now("project_approved") <= 0.0:
            return Refusal.NOT_APPROVED
        case kinds.Start() | kinds.Approve() if np.isfinite(now("project_opens")):
            return Refusal.STARTED
        case kinds.Answer() if now("directive") <= 0.0:
            return Refusal.NO_DIRECTIVE
        case kinds.Qualify() if observation.month < now("link_ready") < np.inf:
            return Refusal.NOT_QUALIFIED
        case kinds.StopTrade() if held_by_deal(observation, action.link, world):
            return Refusal.BY_DEAL
        case kinds.Revoke():
            table = observation.network.tables.index(action.side.partition(":")[0])
            return None if observation.deal[table, world] >= 0.0 else Refusal.NO_DEAL
        case kinds.CallContract():
            most = scenario.contracts[action.contract].volume_t_per_year / 12.0
            return Refusal.OVER_CONTRACT if action.t_per_month > most * (1.0 + 1e-9) else None
    return None


def held_by_deal(observation: Observation, link: str, world: int = 0) -> bool:
    """Say whether a deal that the seat knows of calls on an open link, which then stays open."""
    network, row = observation.network, observation.network.links.index(link)
    dealt = network.parts_of_contract >= len(network.scenario.contracts)
    contracts = network.parts_of_contract[dealt & (network.part_link == row)]

    def now(values: Array) -> Array:
        return values[..., world if values.shape[-1] > 1 else 0]

    runs = now(observation.contract_volume)[contracts] > 0.0
    runs &= now(observation.contract_ends)[contracts] > observation.month
    return bool(now(observation.link_open)[row] > 0.0 and runs.any())


def _about_measure(
    observation: Observation, action: Action, now: Callable[[str], float]
) -> Refusal | None:
    """Find what speaks against doing something about a measure."""
    network, scenario = observation.network, observation.network.scenario
    row = network.measures.index(action.name)
    if isinstance(action, kinds.Dispute):
        if action.country not in observation.names:
            return Refusal.NOT_YOURS
        if not network.borne[row, network.countries.index(action.country)]:
            return Refusal.NOT_BORNE
        if now("measure_on") <= 0.0:
            return Refusal.NOT_BORNE
        return Refusal.DISPUTED if np.isfinite(now("dispute_month")) else None
    family = scenario.measures[action.name].family
    if family not in FAMILIES.get(type(action), {family}):
        return Refusal.WRONG_KIND
    if observation.month >= now("dispute_month") + scenario.coefficients.dispute_months:
        return Refusal.STRUCK_DOWN
    return _direction(network, action, now("measure_on") > 0.0, now("measure_size"))


def _direction(network: Network, action: Action, on: bool, size: float) -> Refusal | None:
    """Refuse a tightening that loosens, and an easing that tightens or of nothing."""
    if type(action) not in (kinds.Tighten, kinds.Ease):
        return None
    assert isinstance(action, kinds.Tighten)
    if type(action) is kinds.Ease and not on:
        return Refusal.NOT_IN_FORCE
    if action.size is None or not on:
        return None
    _, slope = scales(network)
    tighter = (action.size - size) * slope[network.measures.index(action.measure), 0]
    if type(action) is kinds.Tighten:
        return Refusal.NOT_TIGHTER if tighter < 0.0 else None
    return Refusal.NOT_LOOSER if tighter > 0.0 else None


def _stands(observation: Observation, columns: Columns, world: int) -> bool:
    """Say whether everything asked for is so already."""
    for column, cells in columns.items():
        if column in _DEEDS:
            return False
        values: Array = getattr(observation, WRITES.get(column, column))
        for row, value in cells:
            if values[row, world if values.shape[-1] > 1 else 0] != value:
                return False
    return True


def _unpaid(observation: Observation, asked: list[Action], world: int) -> Refusal | None:
    """Refuse what political capital or the account does not cover."""
    network = observation.network
    spent = cost_of(observation, asked, world=world)
    (name,) = observation.names
    if name in network.countries:
        left = float(observation.political_capital[network.countries.index(name), world])
        if spent.political_capital > left * (1.0 + politics.CLOSE):
            return Refusal.NO_CAPITAL
    if spent.money_kusd > 0.0:
        held = float(observation.money[network.accounts.index(name), world])
        if spent.money_kusd > max(held, 0.0) * (1.0 + politics.CLOSE):
            return Refusal.NO_MONEY
    return None


@once
def _limits(network: Network) -> Limits:
    """Look up the limits of every row, once."""
    return Limits(network)


@once
def _project_cost(network: Network) -> Array:
    """Read what projects cost, as announced, k$ (project, 1)."""
    costs = [1000.0 * p.cost_musd for p in network.scenario.projects.values()]
    return np.array(costs, dtype=np.float64).reshape(-1, 1)
