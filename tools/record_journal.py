"""Record the journal that the tests keep for good of this version of the format.

    python -m tools.record_journal

Once a version is released its journal is never recorded again.
"""

from pathlib import Path

from realm.play import layout
from realm.play.session import Session

FOLDER = Path(__file__).parent.parent / "tests" / "play" / "journals"


def record(path: Path) -> None:
    """Play two turns of the small world as somebody who uses every kind of entry."""
    path.unlink(missing_ok=True)
    session = Session.begin("small-world", path, seed=7, turns=2, strategies={"aland": "diversify"})
    session.sit("cland", "cy")
    session.sit("aland", "ana")
    session.rise("aland")
    session.begin_talks("cland", 0, ["aland_cland"])
    session.talk("cland", 0, "aland_cland", "want")
    session.talk("cland", 0, "aland_cland", "accept")
    menu = session.observe("cland").menu
    for choice in menu[:2]:
        session.submit("cland", 0, choice.action)
    session.withdraw("cland", 0, session.match.pending["cland"][0].number)
    session.note("cland", "Metal for what we know: a fair exchange.")
    session.end_turn("cland", 0)
    session.close()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    record(FOLDER / f"version-{layout.VERSION}.realm")
    for name in ("-wal", "-shm"):
        (FOLDER / f"version-{layout.VERSION}.realm{name}").unlink(missing_ok=True)
