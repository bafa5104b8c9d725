"""What came out, in sentences."""

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from statistics import median

from realm.lab.analysis.answers import Answer, Answers
from realm.lab.analysis.effects import Effect
from realm.lab.analysis.interval import LEVEL, STUDENT, WIDENED, Estimate
from realm.lab.analysis.question import Question, level_label
from realm.lab.analysis.sensitivity import Index
from realm.lab.factors import Value
from realm.report import numbers
from realm.report.numbers import Unit

MOST = 9
"""Sentences about effects, shared by the factors."""
MOST_TOGETHER = 2
"""Sentences about two factors together."""
PERCENT = f"{LEVEL:.0%}"


def unit_of(question: Question, answer: Answer) -> Unit:
    """Say how values of an answer are written."""
    return Unit.of(question.outcomes[answer.name[0]].unit)


def direction(question: Question, outcome: str) -> str:
    """Say which way is better."""
    return {1.0: "more is better", -1.0: "less is better"}.get(question.outcomes[outcome].sign, "")


def role_of(effect: Effect, sign: float) -> str:
    """Choose the colour of an effect: none shown or small, neutral, better, worse."""
    if not effect.estimate.apart or effect.small:
        return "none"
    if not sign:
        return "neutral"
    return "better" if effect.estimate.value * sign > 0.0 else "worse"


def change_label(question: Question, effect: Effect) -> str:
    """Say what was changed: `the share of licences is 0.2 instead of 0.5`."""
    levels = f"{level_label(effect.level)} instead of {level_label(effect.yardstick)}"
    return f"{_set(question, effect.factor)} {levels}"


def _set(question: Question, factor: str) -> str:
    """Say of a factor that it has a value: `the share of licences is`, `Japan plays`."""
    one = question.experiment.factors[factor]
    kind, target = one.target
    if kind == "seat" and not one.label:
        return f"{question.subject_label(target)} plays"
    return f"{question.factor_label(factor)} is"


def findings(answers: Answers) -> list[str]:
    """Tell each factor's largest effects beside what luck does, or means where nothing varies."""
    question = answers.question
    shown = [answers.answers[name] for name in answers.main]
    pairs = [(one, effect) for one in shown for effect in one.effects]
    if not pairs:
        return [*_indices(question, shown), *(_mean(question, one) for one in shown)]
    sure = [pair for pair in pairs if pair[1].estimate.apart and not pair[1].small]
    told = [_sentence(question, *pair) for pair in _largest(question, sure)]
    return [*told, *_together(question, shown), *_nothing(question, pairs, sure)]


def doubts(answers: Answers) -> list[str]:
    """Tell what a reader must know first: of the games, and of the indices and whose they are."""
    said: dict[str, list[str]] = {}
    for name in answers.main:
        found = answers.answers[name].sensitivity
        for warning in found.warnings if found else ():
            said.setdefault(warning, []).append(answers.question.label(name))
    everywhere = len(answers.main)
    return [
        *answers.doubts,
        *(
            warning if len(labels) == everywhere else f"{'; '.join(labels)}: {warning}"
            for warning, labels in said.items()
        ),
    ]


def _largest(
    question: Question, sure: Sequence[tuple[Answer, Effect]]
) -> Iterator[tuple[Answer, Effect]]:
    """Choose, of each factor, the series it moves most, each at the level that moves it most."""
    share = max(MOST // len(question.factors), 2)
    for factor in question.factors:
        own = sorted((p for p in sure if p[1].factor == factor), key=lambda pair: -_size(pair[1]))
        once = {answer.name: (answer, effect) for answer, effect in reversed(own)}
        yield from list(reversed(once.values()))[:share]


def saved(answers: Answers) -> str:
    """Say how much the same luck at every point was worth; empty where nothing was paired."""
    shown = [answers.answers[name] for name in answers.main]
    parts = [e.saved for one in shown for e in one.effects if e.saved == e.saved and _size(e)]
    if not parts:
        return ""
    middle = median(parts)
    if middle >= 0.9995:
        return "The same luck at every point took away nearly all the variance of the effects."
    if middle <= 0.0:
        return "The same luck at every point took away no variance of the effects (median)."
    times = numbers.plain(1.0 / (1.0 - middle))
    return (
        f"The same luck at every point took away {middle:.1%} of the variance of the effects "
        f"(median): as good as {times} times as many worlds compared unpaired."
    )


def _size(effect: Effect) -> float:
    """Measure an effect against what luck does."""
    size = abs(effect.estimate.value)
    return size / effect.luck if effect.luck > 0.0 else (float("inf") if size else 0.0)


def _sentence(question: Question, answer: Answer, effect: Effect) -> str:
    unit = unit_of(question, answer)
    estimate = effect.estimate
    way = "rises" if estimate.value > 0.0 else "falls"
    half = estimate.half_width * unit.factor
    size = numbers.plain(abs(estimate.value) * unit.factor, half)
    interval = numbers.span(estimate, unit, size=True)
    told = [f"{PERCENT} interval {interval}"] if interval else []
    if effect.pairs and estimate.n > 1:
        told.append(_worlds(effect))
    interval = f" ({'; '.join(told)})" if told else ""
    return (
        f"{_of(question, answer, upper=True)} {way} by {numbers.with_unit(size, unit.difference)}"
        f"{interval} when {change_label(question, effect)}."
    )


def _worlds(effect: Effect) -> str:
    """Say in how many worlds an effect shows: `in 93 of 100 worlds`."""
    share = effect.higher if effect.estimate.value > 0.0 else effect.lower
    count = round(share.value * share.n)
    return f"in all {count:,} worlds" if count == share.n else f"in {count:,} of {share.n:,} worlds"


def method(estimates: Iterable[Estimate]) -> str:
    """Name the kinds of some intervals: `Student t, paired`, or also where it was widened."""
    kinds = {one.kind for one in estimates if one.known}
    plain = {kind.removeprefix(WIDENED) for kind in kinds}
    names = sorted(
        {kind.partition(" over ")[0] or STUDENT.partition(" over ")[0] for kind in plain}
    )
    widened = ", widened by a bootstrap where rare worlds weigh" * any(
        kind.startswith(WIDENED) for kind in kinds
    )
    paired = ", paired" * any(kind.endswith("paired") for kind in kinds)
    return " or ".join(names) + paired + widened if names else "none"


def _together(question: Question, shown: Sequence[Answer]) -> Iterator[str]:
    """Tell the largest interplays beside what luck does."""
    found = [(a, i) for a in shown for i in a.interplays if i.estimate.apart and not i.small]
    found.sort(key=lambda pair: -abs(pair[1].estimate.value) / (pair[1].luck or 1.0))
    told: set[tuple[str, str]] = set()
    for answer, one in found:
        if (one.factor, one.other) in told or len(told) == MOST_TOGETHER:
            continue
        told.add((one.factor, one.other))
        unit = unit_of(question, answer)
        half = one.estimate.half_width * unit.factor
        changes = (one.there * unit.factor, one.here * unit.factor)
        there, here = (numbers.plain(change, half, signed=True) for change in changes)
        yield (
            f"It depends: when {_set(question, one.factor)} {level_label(one.level)} instead of "
            f"{level_label(one.yardstick)}, {_of(question, answer)} changes by "
            f"{numbers.with_unit(there, unit.difference)} where {_set(question, one.other)} "
            f"{level_label(one.other_level)}, by {numbers.with_unit(here, unit.difference)} where "
            f"{level_label(one.other_yardstick)} (difference ±{numbers.plain(half, half)})."
        )


def _nothing(
    question: Question,
    pairs: Sequence[tuple[Answer, Effect]],
    sure: Sequence[tuple[Answer, Effect]],
) -> Iterator[str]:
    """Name what changes nothing that is shown, a sentence a factor."""
    busy = {(effect.factor, effect.level) for _, effect in sure}
    idle: dict[tuple[str, Value], dict[str, None]] = {}
    for _, effect in pairs:
        if (effect.factor, effect.level) not in busy:
            levels = idle.setdefault((effect.factor, effect.yardstick), {})
            levels[level_label(effect.level)] = None
    for (factor, yardstick), levels in idle.items():
        *most, last = levels
        listed = f"{', '.join(most)} or {last}" if most else last
        yield (
            f"No effect to speak of is shown when {_set(question, factor)} {listed} "
            f"instead of {level_label(yardstick)}."
        )


def _mean(question: Question, answer: Answer) -> str:
    unit = unit_of(question, answer)
    told = numbers.value(answer.overall, unit)
    interval = numbers.span(answer.overall, unit)
    interval = f" ({PERCENT} interval {interval})" if interval else ""
    return f"{_of(question, answer, upper=True)} is {told} on average{interval}."


def _indices(question: Question, shown: Sequence[Answer]) -> Iterator[str]:
    for answer in shown:
        found = answer.sensitivity
        if found is None or not found.indices:
            continue
        name = {"sobol": "ST", "morris": "mu_star", "latin_hypercube": "PRCC"}[found.kind]
        top = max(found.indices[name], key=lambda index: abs(index.value))
        factor = question.factor_label(top.factor)
        yield (
            f"{_of(question, answer, upper=True)} hangs most on {factor} "
            f"({_index(question, answer, name, top)})."
        )


def _index(question: Question, answer: Answer, name: str, index: Index) -> str:
    """Write an index with its interval."""
    unit = unit_of(question, answer) if name == "mu_star" else Unit.of("")
    half = index.half_width * unit.factor
    value, low, high = (
        numbers.plain(end * unit.factor, half) for end in (index.value, index.low, index.high)
    )
    told = f"{INDEX_NAMES[name]} {numbers.with_unit(value, unit.difference)}"
    return told + (f", {PERCENT} interval {low} to {high}" if isfinite(half) else "")


INDEX_NAMES = {
    "S1": "first-order index",
    "ST": "total index",
    "mu_star": "mean absolute elementary effect",
    "PRCC": "partial rank correlation",
}
SHORT_NAMES = {**INDEX_NAMES, "mu_star": "mean effect", "PRCC": "partial rank corr."}
"""For headings, which have little room."""


def _of(question: Question, answer: Answer, *, upper: bool = False) -> str:
    outcome, subject = answer.name
    label = question.outcome_label(outcome)
    head, comma, rest = label.partition(", ")
    words = f"{head} of {question.subject_label(subject)}{comma}{rest}"
    return words[0].upper() + words[1:] if upper else words
