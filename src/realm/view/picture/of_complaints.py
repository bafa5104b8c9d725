"""Say what became of a complaint at the WTO about a measure."""

import math

import numpy as np

from realm.core.words import month_after
from realm.play.sight import Sight
from realm.view.messages import Messages


def complaint(sight: Sight, measure: str, messages: Messages) -> str:
    """Say since when a complaint runs, or how it ended; empty where nobody has complained."""
    network, seen = sight.observation.network, sight.observation
    filed = float(np.asarray(seen.dispute_month)[network.measures.index(measure), 0])
    if not math.isfinite(filed):
        return ""
    due = math.ceil(filed + network.scenario.coefficients.dispute_months)
    key = "game.complaint_won" if seen.month >= due else "game.complaint_runs"
    months = {name: month_after(network.scenario.starts, int(month))
              for name, month in (("filed", filed), ("due", due))}  # fmt: skip
    return messages.say(key, **months)
