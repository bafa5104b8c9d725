"""`datapackage.json`: what the columns of the results mean, with units (Frictionless Data)."""

from typing import Any

from realm.lab.factors import Value
from realm.lab.outcomes import MARKETS, SCORES, chosen, kept_indicators, kept_scores
from realm.lab.plan import Plan
from realm.rules.indicators import INDICATORS

_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("point", "integer", "number of the point of the design, a row of points.csv"),
    ("world", "integer", "index of the world under the seed; its luck is the same at every point"),
    ("turn", "integer", "0 before the first turn, then 1, 2, ...: the state a turn led to"),
    ("month", "string", "last month that counts, YYYY-MM"),
    ("subject", "string", "seat or actor an indicator is of, or commodity a market quantity is of"),
    ("outcome", "string", "what was measured; `outcomes` gives its unit"),
    ("value", "number", "the number, in the unit of its outcome; NaN where there is no such thing"),
)


def package_of(plan: Plan) -> dict[str, Any]:
    """Describe the files of a batch."""
    experiment = plan.experiment
    fields = [{"name": n, "type": t, "description": text} for n, t, text in _COLUMNS]
    return {
        "name": experiment.experiment.lower(),
        "title": experiment.title or plan.scenario.title,
        "resources": [
            {
                "name": "results",
                "path": [f"parts/part-{n:06d}.parquet" for n in range(len(plan.chunks))],
                "format": "parquet",
                "schema": {"fields": fields, "primaryKey": ["point", "world", "turn", "month",
                                                            "subject", "outcome"]},
            },
            {
                "name": "points",
                "path": "points.csv",
                "schema": {"fields": _point_fields(plan), "primaryKey": "point"},
            },
            {
                "name": "failures",
                "path": "failures.csv",
                "description": "games that could not be played or froze; not in results from "
                "`turn` on (-1: not at all)",
                "schema": {"fields": [
                    {"name": "point", "type": "integer"},
                    {"name": "world", "type": "integer"},
                    {"name": "turn", "type": "integer"},
                    {"name": "reason", "type": "string"},
                ]},
            },
        ],
        "outcomes": outcomes_of(plan),
    }  # fmt: skip


def outcomes_of(plan: Plan) -> dict[str, dict[str, str]]:
    """Say of every outcome that is kept: unit, meaning, which way is better."""
    keep = plan.experiment.keep
    found = {
        name: {
            "unit": INDICATORS[name].unit,
            "of": "seat",
            "label": INDICATORS[name].label,
            "meaning": INDICATORS[name].meaning,
            "better": INDICATORS[name].better,
        }
        for name in kept_indicators(plan.scenario, keep)
    }
    for name in kept_scores(plan.scenario, keep):
        found[name] = {"unit": "points", "of": "seat", "meaning": SCORES[name], "better": "higher"}
    for name in chosen(keep.markets, MARKETS):
        quantity = MARKETS[name]
        found[name] = {
            "unit": quantity.unit,
            "of": "commodity",
            "label": quantity.label,
            "meaning": quantity.meaning,
        }
    return found


def _point_fields(plan: Plan) -> list[dict[str, str]]:
    fields = [{"name": "point", "type": "integer"}]
    first: tuple[Value, ...] = plan.points[0] if plan.points else ()
    for (name, factor), value in zip(plan.experiment.factors.items(), first, strict=False):
        kind, target = factor.target
        fields.append({
            "name": name,
            "type": "string" if isinstance(value, str) else "number",
            "title": factor.label or name,
            "description": f"{kind} {target}",
        })  # fmt: skip
    return fields
