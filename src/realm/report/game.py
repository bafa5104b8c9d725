"""A tournament as a game in normal form: its payoffs as a table, its equilibria in sentences."""

from collections.abc import Iterator, Sequence
from html import escape

from realm.errors import RealmError
from realm.lab.analysis.answers import Answers
from realm.lab.analysis.question import level_label
from realm.lab.payoffs import Equilibrium, Interval, Payoffs, Profile
from realm.lab.tournament import is_tournament, payoffs_of
from realm.report import numbers
from realm.report.numbers import Unit
from realm.report.sheet import table

MOST_PROFILES = 64
"""Profiles that a page lists one by one; the CSV tables have all."""


def game_of(answers: Answers) -> Payoffs | None:
    """Read the game of a tournament; nothing where a batch is none, or no world was whole."""
    if not is_tournament(answers.question.experiment):
        return None
    try:
        return payoffs_of(answers.result)
    except RealmError:
        return None


def equilibria(game: Payoffs, names: Sequence[str]) -> list[str]:
    """Say what the equilibria are; `names` are what the seats are called."""
    try:
        found = game.equilibria()
    except RealmError as error:  # nashpy is not there
        return [f"{error}."]
    told = [f"{sentence(game, one, names)}." for one in found]
    return told or ["No profile is a Nash equilibrium of the mean payoffs."]


def sentence(game: Payoffs, one: Equilibrium, names: Sequence[str]) -> str:
    """Say in one line what an equilibrium is."""
    parts = []
    for seat, strategies, weights in zip(names, game.strategies, one.weights, strict=True):
        mixed = [
            level_label(name) if weight == 1.0 else f"{weight:.0%} {level_label(name)}"
            for name, weight in zip(strategies, weights, strict=True)
            if weight > 0.0
        ]
        parts.append(f"{seat} {' + '.join(mixed)}")
    kind = "Nash equilibrium" if one.pure else "Mixed Nash equilibrium"
    holds = f" (in {one.holds:.0%} of resampled worlds)" if one.pure else ""
    return f"{kind}: {', '.join(parts)}{holds}"


def payoffs_table(answers: Answers, game: Payoffs) -> str:
    """Set the payoffs: of two seats as a matrix, of others as a list; best responses are bold."""
    question = answers.question
    [outcome] = question.experiment.keep.indicators or ("",)
    unit = Unit.of(question.outcomes[outcome].unit)
    names = [question.subject_label(seat) for seat in game.seats]
    worlds = game.values.shape[-1]
    note = (
        f"{question.outcome_label(outcome).capitalize()}{', ' + unit.axis if unit.axis else ''}: "
        f"mean over {worlds:,} worlds, ± half of its 95% interval (Student t). Bold: the seat's "
        "best response to what the others play."
    )
    if len(names) == 2:
        note += f" In each cell {names[0]}, then {names[1]}."
        heads = [f"{names[0]} below, {names[1]} across", *map(level_label, game.strategies[1])]
        return table("Payoffs", note, heads, list(_matrix(game, unit)), words=1)
    rows = [
        "<tr>"
        + "".join(
            f"<td>{escape(level_label(game.strategies[seat][row]))}</td>"
            for seat, row in enumerate(profile)
        )
        + "".join(f"<td class='n'>{_cell(game, s, profile, unit)}</td>" for s in range(len(names)))
        + "</tr>"
        for profile in game.profiles[:MOST_PROFILES]
    ]
    return table("Payoffs", note, [*names, *names], rows, words=len(names))


def _matrix(game: Payoffs, unit: Unit) -> Iterator[str]:
    for row, name in enumerate(game.strategies[0]):
        cells = "".join(
            "<td class='n'>"
            + "<br>".join(_cell(game, seat, (row, column), unit) for seat in (0, 1))
            + "</td>"
            for column in range(len(game.strategies[1]))
        )
        yield f"<tr><td><b>{escape(level_label(name))}</b></td>{cells}</tr>"


def _cell(game: Payoffs, seat: int, profile: Profile, unit: Unit) -> str:
    told = _told(game.interval(seat, profile), unit)
    return f"<b>{told}</b>" if game.responds_best(seat, profile) else told


def _told(one: Interval, unit: Unit) -> str:
    half = one.half * unit.factor
    return f"{numbers.plain(one.mean * unit.factor, half)} <i>±{numbers.plain(half, half)}</i>"
