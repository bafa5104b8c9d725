"""`realm replay`: print a recorded match turn by turn, or prove that it is what it says."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from realm.play.record import Entry
    from realm.play.replay import Replay, Replayed


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
    from realm.play.replay import Replay

    played = Replay(journal)
    seats = tuple(played.match.pending)
    if seat is not None and seat not in seats:
        raise UnknownNameError("seat", seat, seats)
    shown = seats if instructor else (seat,) if seat else ()
    _head(played)
    for done in played.turns():
        _turn(played, done, shown)


def _verify(journal: Path) -> None:
    from realm.play.replay import verify

    verdict = verify(journal)
    how = "every state to the bit" if verdict.bits else "the main numbers to 1e-6"
    if verdict.sound:
        print(f"{journal}: {verdict.turns} turns are what was recorded ({how}).")
        return
    print(f"{journal}: turn {verdict.turn} is not what was recorded: {verdict.differs} ({how}).")
    raise typer.Exit(1)


def _head(played: "Replay") -> None:
    head, scenario = played.record.head, played.match.model.network.scenario
    print(f"{scenario.title}, seed {head.seed}, world {head.world}, begun {head.begun[:16]} UTC")
    if head.parent:
        print(f"forked from match {head.parent[:8]} after turn {head.parent_turn}")
    print(f"{played.record.turns_played} of {head.turns} turns played")


def _words(played: "Replay", entry: "Entry") -> str:
    """Say what a player wrote for themselves, or said in talks."""
    from realm.cli.talks import terms_text

    body = entry.body
    if entry.kind == "note" and "to" in body:
        return f"promised {body['to']} by word of mouth: {body['text']}"
    if entry.kind == "note":
        return f"wrote: {body['text']}"
    if body["say"] == "begin":
        return f"asked for talks: {', '.join(body['tables']) or 'none'}"
    terms = terms_text(played.match.model.network.scenario, body["table"], body["terms"])
    verb = {"offer": "offered", "accept": "accepted", "leave": "left", "want": "asked"}
    said = f"{verb[body['say']]} at {body['table']}"
    return f"{said}: {terms}" if terms else said


def _turn(played: "Replay", done: "Replayed", seats: tuple[str, ...]) -> None:
    from realm.core.words import month_after
    from realm.play.news import news

    network, page = played.match.model.network, done.page
    print(
        f"\nTurn {page.turn}, to {page.month}"
        + (f"  [differs: {done.differs}]" if done.differs else "")
    )
    sitting = ", ".join(f"{seat} ({name})" for seat, name in played.match.players.items())
    if sitting:
        print(f"  seated: {sitting}")
    for seat in seats:
        for action in page.taken.get(seat, ()):
            print(f"  {seat}: {action.text(network.scenario)}")
    for entry in done.entries:
        if entry.seat in seats and entry.kind in ("note", "message"):
            print(f"  {entry.seat} {_words(played, entry)}")
    for event in news(played.match, page.turn):
        because = f" ({event.driver})" if event.driver else ""
        month = month_after(network.scenario.starts, event.month)
        print(f"  {month}  {event.text}{because}")
