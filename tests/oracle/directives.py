"""What state firms carry out of what they were told (README 7.7)."""

from tests.oracle.seats import Directive
from tests.oracle.world import World


def carry_out(world: World) -> None:
    """Note for the month which contracts are suspended, and whose offers go home first."""
    for contract in world.contracts.values():
        contract.halted = contract.paused = False
    for firm in world.firms.values():
        firm.home_first = False
    for told in world.directives.values():
        done = told.directive > 0.0 and world.month >= told.directive_month + _months(world, told)
        if told.contract is None:
            told.firm.home_first = done
        else:
            told.contract.halted = done
            notice_over = world.month >= told.directive_month + told.contract.contract_notice
            told.contract.paused = done and notice_over


def _months(world: World, told: Directive) -> float:
    """Find how long after it was told the firm does it."""
    match told.directive_answer:
        case 1.0:
            return 0.0
        case 2.0:
            return world.rules.directive_delay_months
        case 3.0:
            notice = told.contract.contract_notice if told.contract else 0.0
            return max(notice, world.rules.directive_contest_months)
    return float(world.scenario.months_per_turn)
