"""The report of a batch: nothing from elsewhere, nothing off the paper, tables that read back."""

import csv
import doctest
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.lab.experiments import experiment

import realm
from realm.cli.main import main
from realm.lab.analysis.answers import Answers
from realm.lab.batch import perform
from realm.lab.experiment import Design, Experiment, Factor, Keep
from realm.lab.store import Store
from realm.lab.tournament import tournament_plan
from realm.report import numbers
from realm.report.drawing import MARGIN, Drawing, Text, width_of
from realm.report.figures import figures
from realm.report.png import picture
from realm.report.svg import alone
from realm.report.write import write

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FACTORS = {
    "ore": Factor(label="capacity of the northern mine, t a year",
                  number="facilities.north_mine.capacity_t_per_year", levels=("800", "700")),
    "flood": Factor(event="flood"),
    "answer": Factor(seat="cland", levels=("status_quo", "stockpile")),
}  # fmt: skip
KEEP = Keep(seats=("cland", "aland"), indicators=("days_of_cover", "price_gap"),
            commodities=("metal",), markets=("outside_paid", "output"))  # fmt: skip
TITLE = "Who pays <most> when the northern mine shrinks & floods?"


def asked(**changes: object) -> Experiment:
    given = {"title": TITLE, "worlds": 6, "turns": 3, "factors": FACTORS, "keep": KEEP}
    return experiment(**{**given, **changes})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answers]:
    folder = tmp_path_factory.mktemp("report")
    realm.batch(asked(), out=folder)
    return write(folder)


def drawn(folder: Path, kind: str, points: int = 8) -> tuple[Path, Answers]:
    """Report on a sampled design."""
    answer = Factor(seat="cland", levels=("status_quo", "stockpile", "diversify"))
    factors = {"ore": FACTORS["ore"], "flood": FACTORS["flood"], "answer": answer}
    design = Design(kind=kind, points=points)  # type: ignore[arg-type]
    realm.batch(asked(worlds=1, turns=2, factors=factors, design=design), out=folder)
    return write(folder)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answers]:
    return drawn(tmp_path_factory.mktemp("sampled"), "sobol")


class Page(HTMLParser):
    """Sees what a page asks for, and whether its tags are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asked: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.asked += [value or "" for name, value in attrs if name in {"src", "href", "srcset"}]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_needs_nothing_else(written: tuple[Path, Answers]) -> None:
    text = written[0].read_text(encoding="utf-8")
    page = Page(text)

    assert not page.open
    assert not page.asked
    assert not {"script", "link", "iframe", "img"} & set(page.tags)
    assert not [url for url in re.findall(r"url\(([^)]{5})", text) if url != "data:"]
    assert page.tags.count("svg") == 3
    assert "Who pays &lt;most&gt; when the northern mine shrinks &amp; floods?" in text


def test_a_page_says_what_it_rests_on(written: tuple[Path, Answers]) -> None:
    text = written[0].read_text(encoding="utf-8")

    for part in ("48 games (8 points × 6 worlds), seed 0", "Student t", "n = 6 worlds", "paired",
                 "6 worlds are few", "How many worlds it takes", "Regret",
                 "The same luck at every point"):  # fmt: skip
        assert part in text, part


def test_the_first_answer_is_a_sentence_with_an_interval(written: tuple[Path, Answers]) -> None:
    text = written[0].read_text(encoding="utf-8")
    [first] = re.findall(r"<p class='answer'>(.*?)</p>", text)

    assert re.search(r" by .*\(95% interval .* to .*; in (all 6|\d of 6) worlds\) when ", first)
    assert text.index("class='answer'") < text.index("Before you believe it")


def test_a_page_says_what_was_varied(
    written: tuple[Path, Answers], sampled: tuple[Path, Answers]
) -> None:
    listed, drawn_ = (one[0].read_text(encoding="utf-8") for one in (written, sampled))

    assert "Every combination of the values is played: 8 points, each in the same 6" in listed
    assert "<td class='text'><b>800</b>, 700</td>" in listed
    assert "who plays: cland" in listed
    assert "A Sobol sample after Saltelli" in drawn_
    assert "Every combination" not in drawn_, "drawn points are not told one by one"
    assert "games of all points" in drawn_
    assert "the luck of one world" in drawn_


@pytest.mark.slow
def test_a_tournament_has_its_payoffs_on_the_page(tmp_path: Path) -> None:
    strategies = {"aland": ["status_quo", "leverage"], "cland": ["status_quo", "diversify"]}
    store = Store(tmp_path)
    perform(tournament_plan("small-world", strategies, worlds=4, turns=2), store, workers=1)
    text = write(tmp_path)[0].read_text(encoding="utf-8")

    assert "<h1>Tournament of Aland and Cland</h1>" in text
    assert re.search(r"<p class='answer'>(Mixed )?Nash equilibrium: Aland .*, Cland ", text)
    assert "Aland below, Cland across" in text
    assert text.count("<b>") > 4, "best responses stand out"


@pytest.mark.parametrize("which", ["written", "sampled"])
def test_no_words_leave_the_paper(which: str, request: pytest.FixtureRequest) -> None:
    for drawing in figures(request.getfixturevalue(which)[1]):
        texts = [mark for mark in drawing.marks if isinstance(mark, Text)]
        assert texts
        for mark in texts:
            wide = width_of(mark.text, mark.size, mark.weight)
            left = mark.spot[0] - {"start": 0.0, "middle": wide / 2.0, "end": wide}[mark.anchor]
            assert left >= -MARGIN, mark
            assert left + wide <= drawing.width + MARGIN, mark
            assert 0.0 < mark.spot[1] < drawing.height + MARGIN, mark


def test_words_of_a_chart_do_not_cover_each_other(written: tuple[Path, Answers]) -> None:
    for drawing in figures(written[1]):
        boxes = []
        for mark in (mark for mark in drawing.marks if isinstance(mark, Text)):
            wide = width_of(mark.text, mark.size, mark.weight)
            left = mark.spot[0] - {"start": 0.0, "middle": wide / 2.0, "end": wide}[mark.anchor]
            boxes.append((left, mark.spot[1] - 0.7 * mark.size, left + wide, mark.spot[1], mark))
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                apart = (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )
                assert apart, (drawing.name, one[4], other[4])


def test_pictures_are_whole_and_the_same_twice(written: tuple[Path, Answers]) -> None:
    drawing = next(figures(written[1]))
    tree = ET.fromstring(alone(drawing))
    wide, tall = (float(size) for size in tree.attrib["viewBox"].split()[2:])

    assert (wide, tall) == (drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN)
    data = picture(drawing)
    assert data.startswith(b"\x89PNG")
    assert data == picture(drawing)
    folder = written[0].parent / "report"
    names = {path.name for path in folder.iterdir()}
    assert {"effects.png", "fans.png", "spreads.png", "effects.svg"} <= names


def test_tables_read_back(written: tuple[Path, Answers]) -> None:
    page, answers = written
    with (page.parent / "report" / "effects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == sum(len(one.effects) for one in answers.answers.values())
    for row in rows:
        [effect] = [
            e
            for e in answers.answers[row["outcome"], row["subject"]].effects
            if e.factor == row["factor"]
        ]
        assert float(row["effect"]) == effect.estimate.value
        assert row["verdict"].startswith(effect.verdict)
    with (page.parent / "report" / "means.csv").open(encoding="utf-8", newline="") as file:
        points = {row["point"] for row in csv.DictReader(file)}
    assert points == {"all", *map(str, range(8))}


def test_indices_are_drawn_with_their_warnings(sampled: tuple[Path, Answers]) -> None:
    text = sampled[0].read_text(encoding="utf-8")

    assert "8 base points are few" in text
    assert "What it hangs on" in text
    assert (sampled[0].parent / "report" / "indices.csv").is_file()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "points"), [("morris", 8), ("latin_hypercube", 40)])
def test_every_sampled_design_has_a_page(tmp_path: Path, kind: str, points: int) -> None:
    page, answers = drawn(tmp_path, kind, points)
    text = page.read_text(encoding="utf-8")

    assert "What it hangs on" in text
    assert "How games spread" in text
    # Words have no order: a correlation with them says nothing, so their levels are compared.
    assert ("What each change does" in text) == (kind == "latin_hypercube")
    for drawing in figures(answers):
        assert drawing.height > 100.0


def test_realm_report_writes_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", "small-world", "--worlds", "3", "--turns", "1", "--workers", "1",
                 "--out", str(tmp_path / "out")]) == 0  # fmt: skip
    told = capsys.readouterr().out
    assert "Game score of Aland is" in told
    assert main(["report", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert Path(found["page"]).is_file()
    assert found["findings"][0].startswith("Game score of Aland is")
    assert (tmp_path / "out" / "report" / "percentiles.json").is_file()
    assert main(["report", str(tmp_path)]) == 2
    assert "expected the manifest of a batch" in capsys.readouterr().err


def test_numbers_are_written_as_shown() -> None:
    assert doctest.testmod(numbers).failed == 0
    assert numbers.ticks(-1.0, 1.0, 4) == [-1.0, -0.5, 0.0, 0.5, 1.0]
    assert numbers.tick_labels([0.0, 0.25], 100.0) == ["0", "25"]
    assert numbers.plain(3e-8) == "≈\xa00"


def test_paragraphs_wrap_between_words() -> None:
    drawing = Drawing("test", 200.0)
    drawing.paragraph((0.0, 20.0), "word " * 30, wide=200.0, size=12.0)
    texts = [mark for mark in drawing.marks if isinstance(mark, Text)]

    assert len(texts) > 3
    assert all(width_of(mark.text, 12.0) <= 200.0 for mark in texts)


browsed = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true", reason="no Chromium is installed"
)


def browse(page: Path, profile: Path, *aim: str) -> None:
    """Open a page in headless Chromium."""
    plain = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    subprocess.run([*plain, *aim, page.as_uri()], check=True, capture_output=True, timeout=120)


@pytest.mark.slow
@browsed
def test_chromium_opens_and_prints_it(written: tuple[Path, Answers], tmp_path: Path) -> None:
    from matplotlib.image import imread

    shot, paper = tmp_path / "page.png", tmp_path / "page.pdf"
    for aim in ([f"--screenshot={shot}", "--window-size=980,2000"], [f"--print-to-pdf={paper}"]):
        browse(written[0], tmp_path / "profile", *aim)

    pixels = imread(shot)[:, :, :3]
    assert pixels.shape[:2] == (2000, 980)
    assert 0.005 < (pixels.min(axis=2) < 0.5).mean() < 0.3, "words and lines on mostly white paper"
    blue = (pixels[:, :, 2] - pixels[:, :, 0] > 0.4).sum()
    assert blue > 200, "marks in the colours of the look"
    pages = re.findall(rb"/Type\s*/Page\b", paper.read_bytes())
    assert 2 <= len(pages) <= 8


@pytest.mark.slow
@browsed
def test_chromium_shows_it_dark_to_who_prefers_that(
    written: tuple[Path, Answers], tmp_path: Path
) -> None:
    from matplotlib.image import imread

    shot = tmp_path / "page.png"
    dark = "--blink-settings=preferredColorScheme=0"
    aim = (dark, f"--screenshot={shot}", "--window-size=980,2000")
    browse(written[0], tmp_path / "profile", *aim)

    pixels = imread(shot)[:, :, :3]
    assert 0.005 < (pixels.max(axis=2) > 0.5).mean() < 0.3, "words and lines on mostly dark paper"
