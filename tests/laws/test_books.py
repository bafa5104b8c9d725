"""What moved a treasury, cause by cause, adds up to how far it moved, whatever one plays."""

import numpy as np
from hypothesis import given
from tests.laws.cases import Case, cases, examples

from realm.rules import books, played, turn

SCALE = 1e-9
"""Part of what went through an account that arithmetic may lose."""


@given(case=cases())
@examples(40)
def test_the_lines_of_a_treasury_explain_all_of_its_change(case: Case) -> None:
    network, params = case.network, case.params
    after, ledger = turn.step(network, params, case.state, case.orders, case.luck)
    sound = after.fault == 0.0

    months = played.standing(network, params, case.state, case.orders, case.luck, ledger)

    for country in range(len(network.countries)):
        account = len(network.firms) + country
        lines = books.treasury(network, params, months, ledger, country)
        moved = after.money[account] - case.state.money[account]
        size = sum(np.abs(line.kusd) for line in lines) + np.abs(case.state.money[account])
        added = sum(line.kusd for line in lines)
        assert np.all(np.abs(added - moved)[sound] <= SCALE * size[sound] + 1e-9)
        for line in lines:
            if line.cause == "other":
                assert np.all(np.abs(line.kusd)[sound] <= SCALE * size[sound] + 1e-9), line
