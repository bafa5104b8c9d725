"""What was varied, and what was not: the design of an experiment as a table."""

from html import escape

from realm.lab.analysis.question import Question, level_label
from realm.lab.experiment import Factor
from realm.lab.factors import Value
from realm.report import numbers
from realm.report.sheet import table

DESIGNS = {
    "factorial": "Every combination of the values is played",
    "list": "The combinations that the experiment lists are played",
    "latin_hypercube": "A Latin hypercube: points are drawn so that each factor goes evenly "
    "through its range",
    "sobol": "A Sobol sample after Saltelli: points are drawn so that each factor's part in the "
    "variance can be told",
    "morris": "Morris trajectories: from points drawn on a grid, one factor after the other takes "
    "a step",
}
KINDS = {"seat": "who plays", "event": "event", "measure": "measure", "number": "number",
         "tunable": "parameter of a strategy"}  # fmt: skip
SHAPES = {"uniform": "evenly", "log_uniform": "evenly in logarithms", "triangular": "triangular",
          "normal": "normal, cut off"}  # fmt: skip
MOST_LEVELS = 12


def varied(question: Question) -> str:
    """Set the table of factors; nothing where nothing varies."""
    experiment = question.experiment
    fixed = _fixed(question)
    if not experiment.factors:
        return ""
    count = len(question.points)
    note = (
        f"{DESIGNS[experiment.design.kind]}: {count:,} point{'s' * (count != 1)}, each in the same "
        f"{f'{experiment.worlds:,} worlds' if experiment.worlds > 1 else 'world'}.{fixed}"
    )
    rows = [
        f"<tr><td class='text'>{escape(_upper(question.factor_label(name)))} <i>{name}</i></td>"
        f"<td class='text'>{_values(factor, question.levels[place])}</td>"
        f"<td class='text'><i>{escape(_target(factor))}</i></td></tr>"
        for place, (name, factor) in enumerate(experiment.factors.items())
    ]
    return table("What was varied", note, ["factor", "values", "what it is"], rows, words=3)


def _fixed(question: Question) -> str:
    players = question.experiment.strategies.items()
    told = [f"{question.subject_label(seat)} plays {level_label(name)}" for seat, name in players]
    return f" At every point {', '.join(told)}; all others play as the scenario says." * bool(told)


def _values(factor: Factor, levels: list[Value]) -> str:
    """List the levels, the yardstick in bold; or say where samples are drawn from."""
    spread = factor.distribution
    if spread is not None:
        ends = " to ".join(numbers.plain(end) for end in (spread.low, spread.high))
        return f"{ends}, {SHAPES[spread.kind]}"
    first, *others = (escape(level_label(level)) for level in levels[:MOST_LEVELS])
    more = [f"and {len(levels) - MOST_LEVELS} more"] * (len(levels) > MOST_LEVELS)
    return ", ".join([f"<b>{first}</b>", *others, *more])


def _target(factor: Factor) -> str:
    kind, target = factor.target
    return f"{KINDS[kind]}: {target}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
