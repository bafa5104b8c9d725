"""`realm report`: what a batch says, as pages, pictures and tables; and in a few lines."""

from pathlib import Path
from typing import Annotated, TypedDict

import typer


class Sums(TypedDict):
    """What a batch says in a few lines."""

    doubts: list[str]
    findings: list[str]


def report(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a batch.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written as one JSON object.")
    ] = False,
) -> None:
    """Write the report of a batch: a page that needs nothing else, pictures, tables."""
    from realm.report.findings import doubts, findings
    from realm.report.write import FOLDER, write

    page, answers = write(folder)
    sums = Sums(doubts=doubts(answers), findings=findings(answers))
    if as_json:
        import json

        print(json.dumps({"page": str(page), **sums}, ensure_ascii=False))
        return
    _print(sums)
    print(f"\nThe page is {page}; its pictures and tables are in {page.parent / FOLDER}.")


def summed_up(folder: Path) -> Sums:
    """Read what a batch says of what it was made for; nothing where no game was played."""
    from realm.errors import RealmError
    from realm.lab.analysis.answers import answers_of
    from realm.lab.result import Result
    from realm.report.findings import doubts, findings

    try:
        answers = answers_of(Result(folder), all_series=False)
    except RealmError:
        return Sums(doubts=[], findings=[])
    return Sums(doubts=doubts(answers), findings=findings(answers))


def tell(sums: Sums, folder: Path) -> None:
    """Print what a batch says, and how to see more."""
    _print(sums)
    if sums["findings"]:
        print(f"\nrealm report {folder} draws it.")


def _print(sums: Sums) -> None:
    for title, lines in (("Before you believe it", sums["doubts"]), ("", sums["findings"])):
        if lines:
            print(f"\n{title}:" if title else "")
        for line in lines:
            print(f"- {line}")
