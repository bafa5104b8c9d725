"""The page of a batch: HTML that needs nothing else, for screens light and dark, and for paper."""

from collections.abc import Iterator, Sequence
from html import escape
from math import isfinite

from realm.lab.analysis.answers import Answer, Answers
from realm.lab.analysis.interval import WIDENED
from realm.lab.analysis.question import level_label
from realm.lab.analysis.regret import Regret
from realm.lab.payoffs import Payoffs
from realm.report import numbers, svg
from realm.report.drawing import Drawing
from realm.report.figures import basis
from realm.report.findings import PERCENT, doubts, findings, method, saved, unit_of
from realm.report.game import equilibria, game_of, payoffs_table
from realm.report.sheet import style, table
from realm.report.tables import plans
from realm.report.varied import varied

MARK = "<span class='mark'><i></i><i></i><i></i></span>"
"""The mark of Realm, as the window has it."""
TALL = 1000.0
"""Height beyond which a figure is not printed two on a sheet, in pixels."""
MOST_POINTS = 64
"""Points in the table of means."""
INTERVALS = (
    f"Intervals hold {PERCENT} of the time each, not all together: of twenty effects that are not "
    "there, one is expected to show. Those of means are Student's t, widened by a bias-corrected "
    "and accelerated bootstrap where few worlds are lopsided; those of parts of worlds are "
    "Wilson's. "
    "A game counts as its mean over the months that its turns "
    "kept, the time before the first turn left out. An effect is called small where it is less "
    "than a twentieth of the standard deviation over worlds."
)


def page(answers: Answers, drawings: Sequence[Drawing], files: Sequence[str]) -> str:
    """Write the page.

    Args:
        answers: what came out.
        drawings: figures, in order.
        files: what lies beside the page.
    """
    title = escape(answers.question.title)
    game = game_of(answers)
    body = "\n".join([
        _head(answers),
        _found(answers, game),
        _doubts(answers),
        varied(answers.question),
        payoffs_table(answers, game) if game else "",
        *map(_figure, drawings),
        *_tables(answers),
        _method(answers, files),
    ])  # fmt: skip
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{style()}</style></head>\n<body><main>\n{body}\n"
        "</main></body></html>\n"
    )


def _figure(drawing: Drawing) -> str:
    """Put a drawing on the page; on paper a tall one has a sheet of its own."""
    tall = " class='tall'" if drawing.height > TALL else ""
    return f"<figure{tall}>{svg.inline(drawing)}</figure>"


def _head(answers: Answers) -> str:
    question = answers.question
    experiment, manifest = question.experiment, answers.result.manifest
    facts = [
        (f"{int(manifest['games']):,}", "games"),
        (f"{len(question.points):,}", "point" if len(question.points) == 1 else "points"),
        (f"{experiment.worlds:,}", "worlds a point"),
        (f"{experiment.seed}", "seed"),
        (f"{len(answers.failures):,}", "games failed"),
    ]
    cells = "".join(f"<div><b>{value}</b><span>{name}</span></div>" for value, name in facts)
    text = f"<p class='stand'>{escape(experiment.text)}</p>" if experiment.text else ""
    return (
        f"<header><p class='kicker'>{MARK}Realm laboratory · {escape(experiment.scenario)}</p>"
        f"<h1>{escape(question.title)}</h1>{text}<div class='facts'>{cells}</div></header>"
    )


def _doubts(answers: Answers) -> str:
    told = doubts(answers)
    if not told:
        return ""
    items = "".join(f"<li>{escape(one[0].upper() + one[1:])}.</li>" for one in told)
    return f"<aside><h2>Before you believe it</h2><ul>{items}</ul></aside>"


def _found(answers: Answers, game: Payoffs | None) -> str:
    """Tell the first answer large, then the others; of a tournament, who is at rest."""
    names = [answers.question.subject_label(seat) for seat in game.seats] if game else []
    rest = equilibria(game, names) if game else []
    first, *others = [*rest, *findings(answers)] or ["Nothing was kept that can be told."]
    items = "".join(f"<li>{escape(one)}</li>" for one in others)
    luck = saved(answers)
    return (
        f"<section class='first'><h2>What came out</h2><p class='answer'>{escape(first)}</p>"
        + (f"<ul class='found'>{items}</ul>" if items else "")
        + (f"<p class='note'>{escape(luck)}</p>" if luck else "")
        + "</section>"
    )


def _tables(answers: Answers) -> Iterator[str]:
    shown = [answers.answers[name] for name in answers.main]
    few = 1 < len(answers.question.points) <= MOST_POINTS
    if shown and few and shown[0].means and not answers.question.sampled:
        yield _means(answers, shown)
    if any(one.regrets for one in shown):
        yield _regret(answers, shown)
    if any(isfinite(plans(answers, one)[0].worlds) for one in shown):
        yield _plan(answers, shown)


def _means(answers: Answers, shown: Sequence[Answer]) -> str:
    question = answers.question
    heads = [question.factor_label(factor) for factor in question.factors]
    units = [unit_of(question, one) for one in shown]
    labels = [f"{question.label(o.name)}{', ' + u.axis if u.axis else ''}"
              for o, u in zip(shown, units, strict=True)]  # fmt: skip
    rows = []
    for number, point in enumerate(question.points):
        cells = []
        for one, unit in zip(shown, units, strict=True):
            mean = one.means[number]
            half = mean.half_width * unit.factor
            value = numbers.plain(mean.value * unit.factor, half)
            margin = f" <i>±{numbers.plain(half, half)}</i>" if isfinite(half) else ""
            if mean.kind.startswith(WIDENED):  # whose ends are not alike
                margin = f" <i>{numbers.span(mean, unit)}</i>"
            cells.append(
                f"<td class='n' style='{_tint(answers, one, number)}'>{value}{margin}</td>"
            )
        words = "".join(f"<td>{escape(level_label(value))}</td>" for value in point)
        rows.append(f"<tr>{words}{''.join(cells)}</tr>")
    how = method(mean for one in shown for mean in one.means)
    note = f"Means over worlds and over the game, with {PERCENT} intervals ({how}). The deeper "
    return table(
        "Every combination",
        note + "the tint, the better; each column has its own range.",
        [*heads, *labels],
        rows,
        words=len(heads),
    )


def _tint(answers: Answers, answer: Answer, point: int) -> str:
    """Shade a cell by where it lies between the worst and the best of its column."""
    sign = answers.question.outcomes[answer.name[0]].sign or 1.0
    values = [sign * mean.value for mean in answer.means if isfinite(mean.value)]
    own = sign * answer.means[point].value
    if not isfinite(own) or max(values) - min(values) <= 1e-9 * max(map(abs, values)):
        return ""
    part = (own - min(values)) / (max(values) - min(values))
    return f"background:color-mix(in srgb,var(--better) {3 + 27 * part:.0f}%,transparent)"


def _regret(answers: Answers, shown: Sequence[Answer]) -> str:
    groups = [(one, regrets) for one in shown for regrets in one.regrets.values()]
    rows = [row for one, regrets in groups for row in _regret_rows(answers, one, regrets)]
    return table(
        "Regret",
        "What a strategy gives away against the best one for each situation, a situation being a "
        f"combination of everything else ({PERCENT} intervals over worlds; Savage 1951).",
        ["what the seat plays for", "strategy", "mean regret", "in the worst situation", "best in"],
        rows,
        words=2,
    )


def _regret_rows(answers: Answers, answer: Answer, regrets: Sequence[Regret]) -> Iterator[str]:
    unit = unit_of(answers.question, answer)
    label = f"{answers.question.label(answer.name)}, {unit.difference}".removesuffix(", ")
    for one in sorted(regrets, key=lambda r: r.mean.value):
        span, half = numbers.span(one.mean, unit), one.mean.half_width * unit.factor
        yield (
            f"<tr><td>{escape(label)}</td><td>{escape(level_label(one.strategy))}</td>"
            f"<td class='n'>{numbers.plain(one.mean.value * unit.factor, half)} <i>{span}</i></td>"
            f"<td class='n'>{numbers.plain(one.worst * unit.factor, half)}</td>"
            f"<td class='n'>{one.best_in} of {one.situations}</td></tr>"
        )
        label = ""


def _plan(answers: Answers, shown: Sequence[Answer]) -> str:
    rows = []
    compared = any(one.effects for one in shown)
    for one in shown:
        unit = unit_of(answers.question, one)
        mean, effect = plans(answers, one)
        half = numbers.with_unit(f"{mean.half_width * unit.factor:g}", unit.difference)
        half = half.removesuffix("s") if half.startswith("1\N{NO-BREAK SPACE}p") else half
        last = f"<td class='n'>{effect or '–'}</td>" if compared else ""
        rows.append(
            f"<tr><td>{escape(answers.question.label(one.name))}</td><td class='n'>±{half}</td>"
            f"<td class='n'>{mean}</td>{last}</tr>"
        )
    heads = ["outcome", "precision", "for a mean at one point", "for an effect"][: 3 + compared]
    return table(
        "How many worlds it takes",
        f"Worlds a point that would bring {PERCENT} intervals to a precision, by the spread seen "
        "here, the widest point" + " and the widest effect" * compared + ".",
        heads,
        rows,
        words=1,
    )


def _method(answers: Answers, files: Sequence[str]) -> str:
    manifest = answers.result.manifest
    packages = ", ".join(f"{n} {v}" for n, v in manifest["packages"].items() if v)
    listed = ", ".join(f"<code>{escape(name)}</code>" for name in files)
    command = " ".join(manifest["command"])
    typed = f"<p><code>{escape(command)}</code></p>" if command else ""
    return (
        f"<section class='method'><h2>How it was made</h2><p>{escape(INTERVALS)}</p>"
        f"<p>{escape(basis(answers))} Rules version {escape(str(manifest['rules']))}, scenario "
        f"<code>{escape(manifest['scenario_hash'])}</code>; {escape(packages)}; platform "
        f"<code>{escape(manifest['platform'])}</code>.</p>{typed}"
        f"<p>Beside this page: {listed}. Where every number of the scenario comes from stands in "
        "<code>scenario.json</code>, field by field.</p></section>"
    )
