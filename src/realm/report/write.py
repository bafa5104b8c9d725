"""Write the report of a batch into its folder: the page, pictures, tables."""

from importlib.util import find_spec
from pathlib import Path

from realm.errors import RealmError
from realm.lab.analysis.answers import Answers, answers_of
from realm.lab.analysis.simulated import SCORE, percentiles_of
from realm.lab.result import Result
from realm.report import svg
from realm.report.figures import figures
from realm.report.page import page
from realm.report.png import picture
from realm.report.tables import tables

PAGE = "report.html"
FOLDER = "report"
"""Where all but the page lies."""
PERCENTILES = "percentiles.json"


def write(folder: str | Path) -> tuple[Path, Answers]:
    """Write the report of the batch in a folder; return the page, and what it says.

    Raises:
        RealmError: when the folder holds no results.
    """
    if find_spec("matplotlib") is None:
        raise RealmError(
            "a report needs matplotlib, which is not installed: pip install 'realm-game[lab]'"
        )
    result = Result(folder)
    answers = answers_of(result)
    files: dict[str, bytes] = {}
    drawings = list(figures(answers))
    for drawing in drawings:
        files[f"{FOLDER}/{drawing.name}.svg"] = svg.alone(drawing).encode()
        files[f"{FOLDER}/{drawing.name}.png"] = picture(drawing)
    for table in tables(answers):
        files[f"{FOLDER}/{table.name}.csv"] = table.csv().encode()
    if SCORE in answers.question.outcomes:
        files[f"{FOLDER}/{PERCENTILES}"] = percentiles_of(result).written().encode()
    files[PAGE] = page(answers, drawings, list(files)).encode()
    for name, data in files.items():
        result.put(name, data)
    return result.folder / PAGE, answers
