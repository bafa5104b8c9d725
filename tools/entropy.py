"""Minimum cross-entropy adjustment of flows to linear balances.

Minimise sum of w * (x * ln(x / a) - x + a) subject to A x = 0. The solution is
x = a * exp(A'y / w); its multipliers y minimise the smooth convex dual sum(w * x), whose gradient
is A x, so Newton steps with a halving line search reach rounding error in about ten steps.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

Array = NDArray[np.float64]


class BalanceError(Exception):
    """The flows cannot be balanced."""


def balanced(
    balances: sparse.csr_matrix, *, anchors: Array, weights: Array, residual: float = 1e-12
) -> Array:
    """Return the flows nearest to `anchors` that leave every row of `balances` at zero.

    Args:
        balances: one row a balance, one column a flow.
        anchors: positive flows to stay near.
        weights: how much each anchor is trusted.
        residual: largest imbalance allowed, as a share of what passes through the balance.

    Raises:
        BalanceError: no positive flows balance, or the residual is not reached.
    """
    scale = abs(balances) @ anchors
    rows = sparse.diags(1.0 / scale) @ balances
    multipliers = np.zeros(rows.shape[0])

    def flows(at: Array) -> Array:
        exponents: Array = np.clip((rows.T @ at) / weights, -60.0, 60.0)
        return anchors * np.exp(exponents)

    now = flows(multipliers)
    for _ in range(200):
        gap = rows @ now
        worst = float(np.max(np.abs(gap) / (abs(rows) @ now)))
        if worst < residual / 100.0:
            return now
        curvature = (rows @ sparse.diags(now / weights) @ rows.T).toarray()
        curvature[np.diag_indices_from(curvature)] *= 1.0 + 1e-14
        step = linalg.solve(curvature, -gap, assume_a="pos")
        before, slope = float(np.sum(weights * now)), float(gap @ step)
        length = 1.0
        while length > 1e-10:
            trial = flows(multipliers + length * step)
            if np.sum(weights * trial) <= before + 1e-4 * length * slope + 1e-12 * abs(before):
                break
            length /= 2.0
        multipliers = multipliers + length * step
        following = flows(multipliers)
        if worst < residual and np.max(np.abs(following / now - 1.0)) < 1e-15:
            return following
        now = following
    if worst < residual:
        return now
    raise BalanceError(f"flows stay unbalanced by {worst:.1e}, expected {residual:.1e} at most")
