"""What theory says exactly: a tax and a quota are worth the same, queues as long as waits."""

from dataclasses import replace

import numpy as np
import pytest
from tests.plain import world
from tests.rules.test_checks_of_model import asks, exports, measure, played

from realm.content.compile import compile_scenario
from realm.core.chance import Luck
from realm.core.scenario import Scenario
from realm.core.terms import Measure
from realm.rules import turn
from realm.rules.start import first_state

YEAR = 12
CALM = {"precaution": 0.0, "speculation_months": 0.0}
WORKING_DAYS_A_YEAR = 252.0
"""Weekdays less public holidays; a month has a twelfth of them."""


def one_good(curb: Measure, **coefficients: float) -> Scenario:
    """China makes a good for its own users and for Japan's."""
    plain = world(
        {"part": 60.0},
        {"maker": ("china", {}, {"part": 1.0})},
        {"use_c": ("china", "part"), "use_j": ("japan", "part")},
        {("maker", "use_c", "part"): 1000.0, ("maker", "use_j", "part"): 1000.0},
        reference_exporter="china",
        measures={"curb": curb},
    )
    return replace(plain, coefficients=replace(plain.coefficients, **coefficients))


@pytest.mark.parametrize("duty", [0.1, 0.25, 0.5])
@pytest.mark.parametrize(("period", "mood"), [(1, {}), (6, CALM)], ids=["monthly", "half-yearly"])
def test_an_export_tax_and_a_quota_of_what_it_lets_out_are_worth_the_same(
    duty: float, period: int, mood: dict[str, float]
) -> None:
    """Bhagwati 1965, On the Equivalence of Tariffs and Quotas, for exports.

    Buyers who hoard in the month in which a new half-year begins leave part of a quota unused, so
    half-years are for those who do not.
    """
    years = 20 * YEAR
    network, _, ledger = played(one_good(measure("export_tax", 6, duty_share=duty), **mood), years)
    taxed = exports(network, ledger, "maker")[-2 * YEAR :]
    limit = float(taxed.sum()) / 2.0
    assert limit < 0.99 * 1000.0, "the tax bites"

    quota = measure("quota", 6, quota_t_per_year=limit, period_months=period,
                    rent_ceiling_factor=50.0)  # fmt: skip
    network, _, ledger = played(one_good(quota, **mood), years)
    limited = exports(network, ledger, "maker")[-2 * YEAR :]
    assert limited == pytest.approx(taxed, rel=0.02)
    permit = ledger.series("rent")[0, -2 * YEAR :, 0] / asks(network, ledger, "maker:part")[-24:]
    assert permit == pytest.approx(duty, rel=0.02), "a permit is worth the tax"


@pytest.mark.parametrize("share", [1.0, 0.6])
def test_a_queue_for_licences_is_as_long_as_its_wait(share: float) -> None:
    """Little 1961: what waits is what passes a month times the months that it waits."""
    licence = measure("licence", 0, share_let_through=share, delay_working_days=45.0)
    noisy = one_good(licence)
    noisy = replace(noisy, luck=replace(noisy.luck, demand_noise=0.05))
    network, params = compile_scenario(noisy)
    state, luck = first_state(network, params, 8), Luck(1, np.arange(8))
    lanes = network.abroad
    waits, passes = [], []
    for _ in range(11 * YEAR):
        state, page = turn.month(network, params, state, luck)
        waits.append(state.waiting.sum(axis=(0, 1)))
        passes.append(page.shipped[lanes].sum(axis=0))
    settled = slice(YEAR, None)

    wait = np.mean(waits[settled], axis=0) / np.mean(passes[settled], axis=0)
    assert wait == pytest.approx(45.0 / (WORKING_DAYS_A_YEAR / YEAR), rel=0.02)
