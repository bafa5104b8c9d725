"""The tables of a report, as rows for CSV files."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from realm.lab.analysis.answers import SPREAD, Answer, Answers
from realm.lab.analysis.fans import SHARES, Fan
from realm.lab.analysis.interval import Estimate, median
from realm.lab.analysis.planner import Need, need
from realm.lab.factors import told

Cell = str | int | float
ESTIMATE = ("low_95", "high_95", "deviation", "n", "interval")


@dataclass(frozen=True)
class Table:
    """A table with a name and a header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """Write it; numbers read back the same, an empty cell is not known."""
        text = io.StringIO()
        rows = [[_cell(cell) for cell in row] for row in self.rows]
        csv.writer(text, lineterminator="\n").writerows([self.header, *rows])
        return text.getvalue()


def tables(answers: Answers) -> Iterator[Table]:
    """Make all tables that have rows."""
    makers = (_means, _effects, _interplays, _fans, _regrets, _indices, _worlds)
    made = (maker(answers) for maker in makers)
    yield from (table for table in made if table.rows)


def wanted_half_width(answers: Answers, answer: Answer) -> float:
    """Choose the precision that is planned for: one point, one part in a hundred, 1 % of a mean."""
    unit = answers.question.outcomes[answer.name[0]].unit
    if unit == "points":
        return 1.0
    if unit == "share":
        return 0.01
    size = abs(answer.overall.value) / 100.0
    if not size or not isfinite(size):
        return 1.0
    step = 10.0 ** floor(log10(size))
    return float(round(size / step) * step)


def plans(answers: Answers, answer: Answer) -> tuple[Need, Need | None]:
    """Plan a mean at one point, and an effect if any, for the widest of each."""
    half = wanted_half_width(answers, answer)
    mean = max(answer.means or (answer.overall,), key=_spread)
    effect = max((e.estimate for e in answer.effects), key=_spread, default=None)
    return need(mean, half), None if effect is None else need(effect, half)


def _spread(estimate: Estimate) -> float:
    return estimate.deviation if isfinite(estimate.deviation) else -1.0


def _means(answers: Answers) -> Table:
    question = answers.question
    rows: list[tuple[Cell, ...]] = []
    for name, one in answers.answers.items():
        unit = question.outcomes[name[0]].unit
        rows.append((*name, unit, "all", *("" for _ in question.factors), one.overall.value,
                     *_estimate(one.overall), *("" for _ in SPREAD), "", ""))  # fmt: skip
        for number, (mean, spread) in enumerate(zip(one.means, one.spreads, strict=True)):
            point = tuple(told(value) for value in question.points[number])
            quantiles = tuple(float(v) for v in spread)
            middle = median(one.games[number])
            rows.append((*name, unit, number, *point, mean.value, *_estimate(mean), *quantiles,
                         middle.low, middle.high))  # fmt: skip
    shares = tuple(f"p{share * 100:02.0f}" for share in SPREAD)
    header = ("outcome", "subject", "unit", "point", *question.factors, "mean", *ESTIMATE, *shares,
              "p50_low_95", "p50_high_95")  # fmt: skip
    return Table("means", header, tuple(rows))


def _effects(answers: Answers) -> Table:
    rows = tuple(
        (*name, answers.question.outcomes[name[0]].unit, e.factor, told(e.level),
         told(e.yardstick), e.estimate.value, *_estimate(e.estimate),
         e.verdict + (", small" if e.small else ""), e.luck, e.saved, e.pairs,
         *_share(e.higher), *_share(e.lower))
        for name, one in answers.answers.items()
        for e in one.effects
    )  # fmt: skip
    header = ("outcome", "subject", "unit", "factor", "level", "yardstick", "effect", *ESTIMATE,
              "verdict", "deviation_over_worlds", "variance_saved", "pairs",
              "worlds_higher", "higher_low_95", "higher_high_95",
              "worlds_lower", "lower_low_95", "lower_high_95")  # fmt: skip
    return Table("effects", header, rows)


def _interplays(answers: Answers) -> Table:
    rows = tuple(
        (*name, answers.question.outcomes[name[0]].unit, i.factor, told(i.level),
         told(i.yardstick), i.other, told(i.other_level), told(i.other_yardstick), i.there, i.here,
         i.estimate.value, *_estimate(i.estimate))
        for name, one in answers.answers.items()
        for i in one.interplays
    )  # fmt: skip
    header = ("outcome", "subject", "unit", "factor", "level", "yardstick",
              "other", "other_level", "other_yardstick",
              "effect_there", "effect_here", "difference", *ESTIMATE)  # fmt: skip
    return Table("interplays", header, rows)


def _fans(answers: Answers) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name in answers.main:
        unit = answers.question.outcomes[name[0]].unit
        one = answers.answers[name]
        fans: dict[Cell, Fan] = dict(one.fans.items())
        if one.pooled and not fans:
            fans["all"] = one.pooled
        for point, fan in fans.items():
            for time, month in enumerate(fan.months):
                quantiles = [float(value) for value in fan.quantiles[:, time]]
                rows.append((*name, unit, point, month, *quantiles, fan.games))
    shares = tuple(f"p{share * 100:02.0f}" for share in SHARES)
    header = ("outcome", "subject", "unit", "point", "month", *shares, "n")
    return Table("fans", header, tuple(rows))


def _regrets(answers: Answers) -> Table:
    rows = tuple(
        (*name, answers.question.outcomes[name[0]].unit, factor, told(r.strategy), r.mean.value,
         *_estimate(r.mean), r.worst, r.best_in, r.situations)
        for name, one in answers.answers.items()
        for factor, regrets in one.regrets.items()
        for r in regrets
    )  # fmt: skip
    header = ("outcome", "subject", "unit", "factor", "strategy", "regret", *ESTIMATE,
              "worst_situation", "best_in", "situations")  # fmt: skip
    return Table("regret", header, rows)


def _indices(answers: Answers) -> Table:
    rows = tuple(
        (*name, label, index.factor, index.value, index.low, index.high, one.sensitivity.n,
         "; ".join(one.sensitivity.warnings))
        for name, one in answers.answers.items()
        if one.sensitivity is not None
        for label, indices in one.sensitivity.indices.items()
        for index in indices
    )  # fmt: skip
    header = (
        "outcome",
        "subject",
        "index",
        "factor",
        "value",
        "low_95",
        "high_95",
        "n",
        "warnings",
    )
    return Table("indices", header, rows)


def _worlds(answers: Answers) -> Table:
    rows = []
    for name in answers.main:
        one = answers.answers[name]
        mean, effect = plans(answers, one)
        unit = answers.question.outcomes[name[0]].unit
        paired = "" if effect is None else effect.worlds
        rows.append((*name, unit, mean.half_width, mean.worlds, paired))
    header = ("outcome", "subject", "unit", "half_width", "worlds_for_mean", "worlds_for_effect")
    return Table("worlds", header, tuple(rows))


def _estimate(one: Estimate) -> Sequence[Cell]:
    return one.low, one.high, one.deviation, one.n, one.kind


def _share(one: Estimate) -> Sequence[Cell]:
    return one.value, one.low, one.high


def _cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0") if isfinite(cell) else ""
    return str(cell)
