"""`realm check`: every problem of scenario files, at once."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from realm.content.strain import Gap, Solved
    from realm.core.scenario import Scenario
    from realm.errors import Problem

NOTABLE = 0.01
"""Part of the file's flow by which a solved flow may differ without being told."""
TOLD = 3


def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files of scenarios or experiments, shipped names."),
    ],
) -> None:
    """Name every problem of scenario and experiment files: where, what was expected and found.

    A scenario that reads well is also solved for its quiet start: plants that would have to run
    above their capacity are problems, too.
    """
    count = 0
    for file in dict.fromkeys(files):
        fine, problems = _looked_over(file)
        if not problems:
            print(fine)
        for problem in problems:
            print(problem)
        count += len(problems)
    if count:
        print(f"{count} {'problem' if count == 1 else 'problems'}; nothing was loaded.")
        raise typer.Exit(1)


def _looked_over(file: str) -> "tuple[str, Sequence[Problem]]":
    """Say what is in a file that is fine, or what is wrong with it."""
    from realm.content.strain import solve
    from realm.errors import ScenarioError
    from realm.model.names import known

    try:
        if _is_experiment(file):
            return _experiment(file), ()
        solved = solve(file, known())
    except ScenarioError as error:
        return "", error.problems
    return "" if solved.problems else _fine(file, solved), solved.problems


def _is_experiment(file: str) -> bool:
    from realm.content.sources import is_bare
    from realm.paths import shipped_experiments

    if is_bare(file):
        return file in shipped_experiments()
    from realm.lab.reading import experiment_file

    return experiment_file(file) is not None


def _experiment(file: str) -> str:
    """Say that an experiment is fine, and how much it plays."""
    from realm.lab.reading import plan_of

    plan = plan_of(file)
    made, points = plan.experiment, len(plan.points)
    listed = ", ".join(made.factors) or "nothing"
    return (
        f"{file}: fine. An experiment on {made.scenario}: {points:,} "
        f"point{'s' * (points != 1)} ({made.design.kind.replace('_', ' ')} of {listed}), "
        f"{made.worlds:,} world{'s' * (made.worlds != 1)} a point, {plan.games:,} games."
    )


def _fine(file: str, solved: "Solved") -> str:
    """Say that a scenario is fine, and what is in it."""
    lines = [f"{file}: fine. {_contents(solved.network.scenario)}"]
    far = [gap for gap in solved.gaps if abs(gap.share) > NOTABLE]
    if far:
        whose = (
            "One link's solved flow lies"
            if len(far) == 1
            else f"The solved flows of {len(far)} links lie"
        )
        lines.append(f"  {whose} more than 1 % from the file's:")
        lines += [_gap(gap) for gap in far[:TOLD]]
        if len(far) > TOLD:
            lines.append(f"  ... and {len(far) - TOLD} more.")
    return "\n".join(lines)


def _contents(scenario: "Scenario") -> str:
    open_links = sum(link.opens == "now" for link in scenario.links.values())
    counts = [
        (len(scenario.countries), "country", "countries"),
        (len(scenario.firms), "firm", "firms"),
        (len(scenario.facilities), "facility", "facilities"),
        (len(scenario.sectors), "sector", "sectors"),
        (open_links, "open link", "open links"),
        (len(scenario.commodities), "commodity", "commodities"),
        (len(scenario.seats), "seat", "seats"),
    ]
    listed = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts)
    return (
        f"{listed}; {scenario.turns} turns of {scenario.months_per_turn} months "
        f"from {scenario.first_turn}."
    )


def _gap(gap: "Gap") -> str:
    return (
        f"    {gap.link}: {gap.solved_t_per_year:,.1f} t/year solved, "
        f"{gap.file_t_per_year:,.1f} in the file ({gap.share:+.1%})"
    )
