"""`realm replay`: print a recorded match turn by turn, or prove that it is what it says."""

from pathlib import Path
from typing import Annotated

import typer


def replay(
    journal: Annotated[Path, typer.Argument(metavar="JOURNAL", help="A recorded match.")],
    verify: Annotated[
        bool,
        typer.Option(
            "--verify", help="Play it again and compare every turn; exit 1 if it differs."
        ),
    ] = False,
    seat: Annotated[
        str | None,
        typer.Option("--seat", metavar="SEAT", help="Show what this seat did and wrote."),
    ] = None,
    instructor: Annotated[
        bool, typer.Option("--instructor", help="Show what every seat did and wrote, secrets too.")
    ] = False,
) -> None:
    """Show a match turn by turn, or verify it."""
    if verify:
        _verify(journal)
        return
    from realm.errors import UnknownNameError
    from realm.play.past import scores
    from realm.play.replay import Replay
    from realm.play.telling import begun_told, turn_told

    played = Replay(journal)
    seats = tuple(played.match.pending)
    if seat is not None and seat not in seats:
        raise UnknownNameError("seat", seat, seats)
    shown = seats if instructor else (seat,) if seat else ()
    head, match = played.record.head, played.match
    print(*begun_told(head, match.model.network.scenario, played.record.turns_played), sep="\n")
    for done in played.turns():
        told = turn_told(
            match, done.page, done.entries,
            players=match.players, seats=shown, differs=done.differs,
            worth={one: scores(match, one)[-1] for one in shown},
        )  # fmt: skip
        print("", *told, sep="\n")


def _verify(journal: Path) -> None:
    from realm.play.replay import verify

    verdict = verify(journal)
    how = "every state to the bit" if verdict.bits else "the main numbers to 1e-6"
    if verdict.sound:
        print(f"{journal}: {verdict.turns} turns are what was recorded ({how}).")
        return
    print(f"{journal}: turn {verdict.turn} is not what was recorded: {verdict.differs} ({how}).")
    raise typer.Exit(1)
