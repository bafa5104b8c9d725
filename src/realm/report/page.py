"""The page of a batch: HTML that needs nothing else, for screens light and dark, and for paper."""

import base64
from collections.abc import Iterator, Sequence
from html import escape
from math import isfinite

from realm.lab.analysis.answers import Answer, Answers
from realm.lab.analysis.question import level_label
from realm.lab.analysis.regret import Regret
from realm.paths import asset_dir
from realm.report import look, numbers, svg
from realm.report.drawing import Drawing
from realm.report.figures import basis
from realm.report.findings import PERCENT, findings, saved, unit_of
from realm.report.tables import plans

TALL = 1000.0
"""Height beyond which a figure is not printed two on a sheet, in pixels."""
MOST_POINTS = 64
"""Points in the table of means."""
INTERVALS = (
    f"Intervals hold {PERCENT} of the time each, not all together: of twenty effects that are not "
    "there, one is expected to show. A game counts as its mean over the months that its turns "
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
    body = "\n".join([
        _head(answers),
        _doubts(answers),
        _found(answers),
        *map(_figure, drawings),
        *_tables(answers),
        _method(answers, files),
    ])  # fmt: skip
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_style()}</style></head>\n<body><main>\n{body}\n"
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
        f"<header><p class='kicker'>Realm laboratory · {escape(experiment.scenario)}</p>"
        f"<h1>{escape(question.title)}</h1>{text}<div class='facts'>{cells}</div></header>"
    )


def _doubts(answers: Answers) -> str:
    told = [*answers.doubts, *_warnings(answers)]
    if not told:
        return ""
    items = "".join(f"<li>{escape(one[0].upper() + one[1:])}.</li>" for one in told)
    return f"<aside><h2>Before you believe it</h2><ul>{items}</ul></aside>"


def _warnings(answers: Answers) -> Iterator[str]:
    """Gather what is said against the indices, with the series it is said of."""
    said: dict[str, list[str]] = {}
    for name in answers.main:
        found = answers.answers[name].sensitivity
        for warning in found.warnings if found else ():
            said.setdefault(warning, []).append(answers.question.label(name))
    for warning, labels in said.items():
        yield warning if len(labels) == len(answers.main) else f"{'; '.join(labels)}: {warning}"


def _found(answers: Answers) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in findings(answers))
    luck = saved(answers)
    more = f"<p class='note'>{escape(luck)}</p>" if luck else ""
    return f"<section><h2>What came out</h2><ul class='found'>{items}</ul>{more}</section>"


def _tables(answers: Answers) -> Iterator[str]:
    shown = [answers.answers[name] for name in answers.main]
    if shown and 1 < len(answers.question.points) <= MOST_POINTS and shown[0].means:
        yield _means(answers, shown)
    if any(one.regrets for one in shown):
        yield _regret(answers, shown)
    if shown:
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
            cells.append(
                f"<td class='n' style='{_tint(answers, one, number)}'>{value}{margin}</td>"
            )
        words = "".join(f"<td>{escape(level_label(value))}</td>" for value in point)
        rows.append(f"<tr>{words}{''.join(cells)}</tr>")
    note = f"Means over worlds and over the game, with {PERCENT} intervals (Student t). The deeper "
    return _table(
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
    return _table(
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
    for one in shown:
        unit = unit_of(answers.question, one)
        mean, effect = plans(answers, one)
        half = numbers.with_unit(f"{mean.half_width * unit.factor:g}", unit.difference)
        rows.append(
            f"<tr><td>{escape(answers.question.label(one.name))}</td><td class='n'>±{half}</td>"
            f"<td class='n'>{mean}</td><td class='n'>{effect or '–'}</td></tr>"
        )
    heads = ["outcome", "precision", "for a mean at one point", "for an effect"]
    return _table(
        "How many worlds it takes",
        f"Worlds a point that would bring {PERCENT} intervals to a precision, by the spread seen "
        "here, the widest point and the widest effect.",
        heads,
        rows,
        words=1,
    )


def _table(title: str, note: str, heads: Sequence[str], rows: Sequence[str], *, words: int) -> str:
    cells = "".join(
        f"<th{'' if n < words else ' class=n'}>{escape(head)}</th>" for n, head in enumerate(heads)
    )
    return (
        f"<section><h2>{escape(title)}</h2><p class='note'>{escape(note)}</p><div class='wide'>"
        f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
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


def _style() -> str:
    fonts = "".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{_font(weight)})}}"
        for weight in (400, 600)
    )
    return fonts + look.palettes() + look.rules() + CSS.replace("\n", "")


def _font(weight: int) -> str:
    data = (asset_dir() / "fonts" / f"inter-{weight}.ttf").read_bytes()
    return base64.b64encode(data).decode("ascii")


CSS = f"""
*{{box-sizing:border-box}}
html{{background:var(--paper);color:var(--ink);font:400 15px/1.55 {look.FONTS};
font-variant-numeric:tabular-nums;-webkit-print-color-adjust:exact;print-color-adjust:exact}}
body{{margin:0}}
main{{max-width:908px;margin:0 auto;padding:40px 24px 64px}}
h1{{font-size:30px;line-height:1.2;font-weight:600;letter-spacing:-.015em;margin:4px 0 12px;
max-width:24em;text-wrap:balance}}
h2{{font-size:18px;line-height:1.3;font-weight:600;margin:0 0 6px}}
.kicker{{color:var(--one);font-weight:600;font-size:13px;margin:0}}
.stand{{font-size:17px;color:var(--soft);max-width:42em;margin:0 0 8px}}
.facts{{display:flex;flex-wrap:wrap;gap:8px 36px;border-top:1px solid var(--grid);
border-bottom:1px solid var(--grid);padding:12px 0;margin:20px 0 0}}
.facts b{{display:block;font-size:20px;font-weight:600;line-height:1.2}}
.facts span,.note{{color:var(--soft);font-size:13px}}
.note{{margin:0 0 8px;max-width:56em}}
aside{{border-left:3px solid var(--worse);padding:2px 0 2px 16px;margin:28px 0 0}}
aside h2{{font-size:15px}}aside ul{{margin:0;padding-left:18px;font-size:14px}}
section,figure{{margin:40px 0 0}}
.found{{padding-left:18px;margin:0 0 8px;max-width:48em}}.found li{{margin:0 0 6px}}
figure{{break-inside:avoid}}svg{{display:block;width:100%;height:auto}}
.wide{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:13px;line-height:1.35}}
th{{text-align:left;font-weight:600;vertical-align:bottom;padding:6px 10px 6px 0;
border-bottom:1.5px solid var(--axis)}}
td{{padding:5px 8px 5px 0;white-space:nowrap;border-bottom:1px solid var(--grid)}}
.n{{text-align:right;padding-left:6px;white-space:nowrap}}th.n{{white-space:normal}}
td i{{font-style:normal;color:var(--soft);font-size:12px}}
tr{{break-inside:avoid}}code{{font-size:12.5px;overflow-wrap:anywhere}}
.method{{border-top:1px solid var(--grid);padding-top:20px;font-size:13px;color:var(--soft)}}
.method p{{margin:0 0 8px}}
@page{{size:A4;margin:14mm}}
@media print{{html{{font-size:12px}}main{{padding:0;max-width:none}}
section,figure{{margin-top:7mm}}.stand{{font-size:14px}}h2{{break-after:avoid}}
figure svg{{max-height:120mm}}.tall svg{{max-height:255mm}}
.note,.method{{font-size:10.5px}}.wide{{overflow:visible}}
table{{font-size:10px}}td i{{font-size:9px}}
td,th{{padding-top:3px;padding-bottom:3px}}}}
"""
