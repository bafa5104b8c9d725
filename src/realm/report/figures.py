"""The figures of a batch, drawn from its answers."""

from collections.abc import Iterator, Mapping, Sequence
from math import nan

import numpy as np

from realm.core.arrays import Array
from realm.lab.analysis.answers import SPREAD, Answer, Answers
from realm.lab.analysis.effects import Effect
from realm.lab.analysis.fans import Fan
from realm.lab.analysis.question import Name, Question, level_label
from realm.lab.analysis.sensitivity import Index
from realm.lab.factors import Value
from realm.report import numbers
from realm.report.drawing import Drawing
from realm.report.fan import FanPanel, fan_chart
from realm.report.findings import PERCENT, SHORT_NAMES, direction, method, role_of, unit_of
from realm.report.look import SERIES
from realm.report.rows import Mark, Panel, Row, rows_chart

MOST_ROWS = 27
"""Points in the chart of spreads."""
TORNADO = 4
"""Factors from which on the largest effects come first."""
Key = tuple[str, Value]
"""Factor and level."""


def figures(answers: Answers) -> Iterator[Drawing]:
    """Draw all that the answers allow, the most telling first."""
    yield from _effects(answers)
    yield from _indices(answers)
    yield from _fans(answers)
    yield from _spreads(answers)


def basis(answers: Answers) -> str:
    """Say what a figure rests on."""
    experiment = answers.question.experiment
    games = int(answers.result.manifest["games"])
    points, worlds = len(answers.question.points), experiment.worlds
    split = (
        f"{points:,} points × {worlds:,} world{'s' * (worlds > 1)}"
        if points > 1
        else f"{worlds:,} worlds"
    )
    return (
        f"Source: Realm {answers.result.manifest['realm']}, “{answers.question.title}” "
        f"({experiment.experiment}), scenario {experiment.scenario}; {games:,} games ({split}), "
        f"seed {experiment.seed}."
    )


def _effects(answers: Answers) -> Iterator[Drawing]:
    question = answers.question
    shown = [answers.answers[name] for name in answers.main if answers.answers[name].effects]
    if not shown:
        return
    first = {(e.factor, e.level): e for e in shown[0].effects}
    keys = _in_order(first)
    rows, panels = [], []
    for factor, level in keys:
        yardstick = level_label(first[factor, level].yardstick)
        heading = f"{question.factor_label(factor)}, against {yardstick}"
        rows.append(Row(level_label(level), heading))
    for one in shown:
        by_key = {(e.factor, e.level): e for e in one.effects}
        marks = tuple(_effect_mark(question, one, by_key.get(key)) for key in keys)
        unit = unit_of(question, one)
        note = ", ".join(x for x in (unit.difference, direction(question, one.name[0])) if x)
        panels.append(Panel(question.label(one.name), note, marks, unit.factor))
    paired = all(effect.pairs for effect in first.values())
    worlds = max(e.estimate.n for one in shown for e in one.effects)
    kinds = method(effect.estimate for one in shown for effect in one.effects)
    how = (
        f"Dots are means of differences within worlds, lines {PERCENT} intervals ({kinds}, "
        f"n = {worlds:,} worlds; each by itself)."
        if paired
        else f"Dots are differences of means over points, lines {PERCENT} intervals ({kinds}, "
        f"n of {worlds:,} points or more a level; each by itself)."
    )
    yield rows_chart(
        "effects",
        "What each change does",
        "Change of the mean over the game when one thing changes, "
        + ("averaged over all the rest" if paired else "all else drawn at random")
        + ". Blue is better, orange is worse, grey is nothing shown, or little beside "
        + f"{'luck' if paired else 'all else'}.",
        f"{how} {basis(answers)}",
        rows,
        panels,
    )


def _in_order(effects: Mapping[Key, Effect]) -> list[Key]:
    """Order rows as the experiment has them; from four factors on as a tornado, largest first."""
    size: dict[str, float] = {}
    for (factor, _), effect in effects.items():
        size[factor] = max(size.get(factor, 0.0), abs(effect.estimate.value))
    if len(size) < TORNADO:
        return list(effects)
    return sorted(effects, key=lambda key: -size[key[0]])


def _effect_mark(question: Question, answer: Answer, effect: Effect | None) -> Mark | None:
    if effect is None:
        return None
    estimate, unit = effect.estimate, unit_of(question, answer)
    return Mark(
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        role=role_of(effect, question.outcomes[answer.name[0]].sign),
        bar=True,
        text=numbers.change(estimate, unit),
    )


def _indices(answers: Answers) -> Iterator[Drawing]:
    question = answers.question
    shown = [
        one
        for one in (answers.answers[name] for name in answers.main)
        if one.sensitivity is not None and one.sensitivity.indices
    ]
    if not shown:
        return
    kind = question.experiment.design.kind
    name = {"sobol": "ST", "morris": "mu_star", "latin_hypercube": "PRCC"}[kind]
    order = sorted(_table(shown[0], name), key=lambda one: -abs(one.value))
    factors = [one.factor for one in order]
    panels = []
    for one in shown:
        found = {index.factor: index for index in _table(one, name)}
        first = {i.factor: i for i in _table(one, "S1")} if kind == "sobol" else {}
        unit = unit_of(question, one)
        factor = unit.factor if kind == "morris" else 1.0
        note = SHORT_NAMES[name] + (f", {unit.difference}" if kind == "morris" else "")
        marks = tuple(_index_mark(found[f], first.get(f), factor) for f in factors)
        panels.append(Panel(question.label(one.name), note, marks, factor))
    assert shown[0].sensitivity is not None
    n = min(one.sensitivity.n for one in shown if one.sensitivity is not None)
    yield rows_chart(
        "indices",
        "What it hangs on",
        INDEX_LEADS[kind],
        f"{PERCENT} intervals by {INDEX_METHODS[kind]}, n = {n:,}. {basis(answers)}",
        [Row(question.factor_label(factor)) for factor in factors],
        panels,
    )


INDEX_LEADS = {
    "sobol": "Part of the variance that a factor has a hand in. Dot and thin line: all it does, "
    "also together with others (total index). Thick line: by itself (first order).",
    "morris": "How much the outcome changes, on average and whichever way, as a factor goes "
    "through its range.",
    "latin_hypercube": "Whether the outcome goes up or down with a factor, what the others do "
    "taken out: 1 always up, -1 always down.",
}
INDEX_METHODS = {
    "sobol": "bootstrap over base points (SALib)",
    "morris": "bootstrap over trajectories (SALib)",
    "latin_hypercube": "Fisher's z over points",
}


def _table(answer: Answer, name: str) -> tuple[Index, ...]:
    return answer.sensitivity.indices.get(name, ()) if answer.sensitivity else ()


def _index_mark(index: Index, first: Index | None, factor: float) -> Mark:
    return Mark(
        value=index.value,
        low=index.low,
        high=index.high,
        role="one",
        text=numbers.plain(index.value * factor),
        inner=None if first is None else (0.0, max(first.value, 0.0)),
        bar=first is None,
    )


def _fans(answers: Answers) -> Iterator[Drawing]:
    question = answers.question
    panels = []
    for name in answers.main:
        over_time = ("score", name[1]) if name[0] == "game_score" else name
        one = answers.answers.get(over_time)
        if one is None or one.pooled is None:
            continue
        unit = unit_of(question, one)
        by, fans = _compared(question, one)
        note = ", ".join(x for x in (unit.axis, direction(question, one.name[0]), by) if x)
        panels.append(FanPanel(question.label(one.name), note, fans, unit.factor))
    if not panels:
        return
    several = any(len(panel.fans) > 1 for panel in panels)
    lead = (
        "Lines are medians; 90% of worlds lie within the shade. Of everything that varies, the one "
        "with the largest effect is shown, all else at its yardstick."
        if several
        else "Lines are medians; 90% of worlds lie within the light shade, half within the dark."
    )
    games = max(fan.games for panel in panels for _, fan in panel.fans)
    what = "worlds"
    if len(question.points) > 1 and not several and games > question.experiment.worlds:
        what, lead = "games", lead.replace("of worlds", "of the games of all points")
    note = f"n = {games:,} {what} a line. {basis(answers)}"
    yield fan_chart("fans", "As time goes by", lead, note, panels)


def _compared(question: Question, answer: Answer) -> tuple[str, tuple[tuple[str, Fan], ...]]:
    """Choose the fans of a panel: levels of the factor with the largest effect, and its name."""
    assert answer.pooled is not None
    if not answer.fans:
        return "", (("", answer.pooled),)
    first = (("", next(iter(answer.fans.values()))),)
    if not answer.effects:
        return "", first
    top = max(answer.effects, key=lambda e: abs(e.estimate.value)).factor
    place = question.factors.index(top)
    yardsticks = [levels[0] for levels in question.levels]
    found = []
    for level in question.levels[place][: len(SERIES)]:
        wanted = (*yardsticks[:place], level, *yardsticks[place + 1 :])
        if wanted in question.points:
            found.append((level_label(level), answer.fans[question.points.index(wanted)]))
    return (f"by {question.factor_label(top)}", tuple(found)) if found else ("", first)


def _spreads(answers: Answers) -> Iterator[Drawing]:
    question = answers.question
    shown = [answers.answers[name] for name in answers.main]
    listed = 1 < len(question.points) <= MOST_ROWS
    if not shown:
        return
    lead = (
        f"Each row is all {'worlds' if listed or len(question.points) == 1 else 'games'}: the dot "
        "is the middle one, half of them lie within the thick line and 90% within the thin one."
    )
    n = shown[0].means[0].n if listed else int((~np.isnan(shown[0].games)).sum())
    note = f"A game counts as its mean over time; n = {n:,} games a row. {basis(answers)}"
    rows = _by_point(question, shown) if listed else _by_subject(question, shown)
    if listed and len(question.factors) > 1:
        names = ", ".join(question.factor_label(factor) for factor in question.factors[1:])
        lead += f" Rows: {names}."
    yield rows_chart("spreads", "How games spread", lead, note, *rows)


def _by_point(question: Question, shown: Sequence[Answer]) -> tuple[list[Row], list[Panel]]:
    rows = []
    for point in question.points:
        first, *rest = (level_label(value) for value in point)
        name = question.factor_label(question.factors[0])
        rows.append(Row(", ".join(rest), f"{name}: {first}") if rest else Row(first))
    panels = []
    for one in shown[:3]:
        unit = unit_of(question, one)
        note = ", ".join(x for x in (unit.axis, direction(question, one.name[0])) if x)
        marks = tuple(_spread_mark(row, unit.factor) for row in one.spreads)
        panels.append(Panel(question.label(one.name), note, marks, unit.factor, zero=False))
    return rows, panels


def _by_subject(question: Question, shown: Sequence[Answer]) -> tuple[list[Row], list[Panel]]:
    """One row a subject, for the outcome that is shown first."""
    names: list[Name] = [one.name for one in shown if one.name[0] == shown[0].name[0]]
    subjects = list(dict.fromkeys(subject for _, subject in names))
    by_name = {one.name: one for one in shown}
    panels = []
    for outcome in dict.fromkeys(outcome for outcome, _ in names):
        there = [by_name.get((outcome, subject)) for subject in subjects]
        unit = unit_of(question, next(one for one in there if one))
        note = ", ".join(x for x in (unit.axis, direction(question, outcome)) if x)
        marks = tuple(_spread_mark(_pooled(one), unit.factor) if one else None for one in there)
        label = question.outcome_label(outcome)
        panels.append(Panel(label[0].upper() + label[1:], note, marks, unit.factor, zero=False))
    return [Row(question.subject_label(subject)) for subject in subjects], panels


def _pooled(answer: Answer) -> Array:
    """Quantiles of the games of all points."""
    known = answer.games[~np.isnan(answer.games)]
    return np.quantile(known, SPREAD) if len(known) else np.full(len(SPREAD), np.nan)


def _spread_mark(row: Array, factor: float) -> Mark:
    low, lower, middle, upper, high = (float(v) for v in row)
    if not np.isfinite(middle):
        return Mark(nan)
    text = numbers.plain(middle * factor)
    return Mark(middle, low, high, "one", text, inner=(lower, upper))
