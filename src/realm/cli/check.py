"""`realm check`: every problem of scenario files, at once."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from realm.content.strain import Gap, Solved
    from realm.core.scenario import Scenario

NOTABLE = 0.01
"""Part of the file's flow by which a solved flow may differ without being told."""
TOLD = 3


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Scenario files or shipped names.")
    ],
) -> None:
    """Name every problem of scenario files: where it is, what was expected, what was found.

    A file that reads well is also solved for its quiet start: plants that would have to run
    above their capacity are problems, too.
    """
    from realm.content.strain import solve
    from realm.errors import ScenarioError
    from realm.model.names import known

    names = known()
    count = 0
    for file in dict.fromkeys(files):
        try:
            solved = solve(file, names)
        except ScenarioError as error:
            problems = error.problems
        else:
            problems = solved.problems
            if not problems:
                print(_fine(file, solved))
        for problem in problems:
            print(problem)
        count += len(problems)
    if count:
        print(f"{count} {'problem' if count == 1 else 'problems'}; nothing was loaded.")
        raise typer.Exit(1)


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
