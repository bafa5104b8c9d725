"""Numbers that look at odds are told with their parts, wherever one of them stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.paths import scenario_dir
from realm.play.news import all_events
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p

MESSAGES = load_messages()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("whole")
    seats = ["japan", "irel"]
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=seats)
    for turn in range(2):
        for seat in seats:
            if not turn:
                session.sit(seat, seat)
        for seat in seats:
            session.end_turn(seat, turn)
    yield session
    session.close()


def _blocks(session: Session, seat: str) -> list[p.Block]:
    sitting = Sitting(session, (seat,), MESSAGES)
    return [block for column in sitting.page("turn").columns for block in column.blocks]


def test_what_one_shortage_cost_stands_beside_all_that_was_lost(played: Session) -> None:
    blocks = _blocks(played, "japan")
    told = [b for b in blocks if isinstance(b, p.Told)]
    short = [one for one in told if one.title.startswith("Users in Japan went without")]
    kpis = {kpi.id: kpi for b in blocks if isinstance(b, p.Figures) for kpi in b.kpis}
    lost = kpis["lost_output"]

    own = next(
        i for i, b in enumerate(blocks) if str(getattr(b, "text", "")).startswith("WHAT HAPP")
    )
    assert blocks[own + 1] is short[0]
    [whole] = [line for line in short[0].lines if line.startswith("End products lost at home")]
    assert f"{lost.value} {lost.unit}" in whole
    assert whole in lost.why
    assert not any(one.title.startswith("Japan goes short") for one in told)
    met = kpis["fill_rate"]
    assert "of the" in met.why
    assert "that users want at its price" in met.why
    assert "counts as output lost, not here" in met.why


def test_a_firm_is_told_its_own_prices_beside_the_mean(played: Session) -> None:
    sitting = Sitting(played, ("irel",), MESSAGES)
    sold = [one for one in sitting.table().top.prices if "You sold" in one.why]

    assert sold
    assert all("is what is quoted outside China" in one.why for one in sold)
    blocks = _blocks(played, "irel")
    cash = next(k for b in blocks if isinstance(b, p.Figures) for k in b.kpis if k.id == "cash")
    price = sold[0].why.partition(", at $")[2].partition(" a kg")[0]
    assert f"at ${price} a kg" in cash.why


def test_a_store_is_told_at_which_price_it_sold_beside_the_mean(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["japan"])
    sitting = Sitting(session, ("japan",), MESSAGES)
    sitting.set_card("stockpile:japan_dytb_oxide|release", 1)
    sitting.end_turn()

    bar = {price.id: price for price in sitting.table().top.prices}["dytb_oxide"]
    told = bar.why.partition("You sold ")[2]
    price = told.partition(" at $")[2].partition(" a kg")[0]
    assert price
    assert "is what is quoted outside China" in told
    assert f"(${price} a kg)" in str(sitting.page("turn").columns[1].blocks)
    sitting.close()


def test_what_users_gave_up_because_it_is_dear_is_the_first_that_happened(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), MESSAGES)
    sitting.end_turn()

    blocks = list(sitting.page("turn").columns[0].blocks)
    own = next(i for i, b in enumerate(blocks) if "TO YOU, AND WHY" in getattr(b, "text", ""))
    first, second = blocks[own + 1], blocks[own + 2]
    assert isinstance(first, p.Told)
    assert isinstance(second, p.Told)
    assert " t of NdFeB magnet: " in first.title
    assert "bn of output lost" in first.title
    assert first.lines[0].endswith("because it is dear, which “Demand met” does not count.")
    assert " t of Dy and Tb oxide: " in second.title
    assert "did not come" in second.lines[0]
    assert first.title in sitting.table().news
    sitting.close()


def test_prices_that_moved_most_in_percent_come_first_and_name_no_cause_of_nothing(
    played: Session,
) -> None:
    blocks = _blocks(played, "japan")
    moved = [b for b in blocks if isinstance(b, p.Told) and b.id.startswith("price:")]
    sizes = [float(one.right.strip("+−").removesuffix(" %")) for one in moved]

    assert len(sizes) > 2
    assert sizes == sorted(sizes, reverse=True)
    assert not [line for one in moved for line in one.lines if line[1:].startswith("0 %:")]


def test_a_store_that_is_empty_hides_no_border(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), MESSAGES)
    sitting.set_card("stockpile:korea_dytb_oxide|release", 4)
    sitting.end_turn()

    [short] = [
        one
        for one in all_events(session.match, 1)
        if one.kind == "shortage" and one.actors == ("korea",)
    ]
    assert short.driver == "export controls refused 80 % of all its orders, most by China"
    sitting.close()


def test_talks_that_brought_nothing_say_to_whom_the_seller_sold_instead(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), MESSAGES)
    sitting.picked = ("india_korea",)
    sitting.begin_talks()
    sitting.end_turn()

    told = [b for b in sitting.page("turn").columns[1].blocks if isinstance(b, p.Told)]
    [mine] = [one for one in told if one.title == "India – South Korea"]
    assert mine.lines[-1] == (
        "In the same turn IREL signed with Toyota Tsusho Corporation for 50.0 t a year of "
        "NdPr oxide."
    )
    sitting.close()


def test_the_first_turn_is_told_where_no_months_came_before_it(tmp_path: Path) -> None:
    text = (scenario_dir() / "small-world.yaml").read_text(encoding="utf-8")
    assert "first_turn: 2025-07" in text
    path = tmp_path / "world.yaml"
    path.write_text(text.replace("first_turn: 2025-07", "first_turn: 2025-01"), encoding="utf-8")
    session = Session.begin(path, tmp_path / "game.realm", seed=1, people=["cland"])
    sitting = Sitting(session, ("cland",), MESSAGES)
    sitting.table()
    sitting.end_turn()

    sitting.table()
    assert sitting.page("turn").title == "Turn 1 of 8: what happened"
    sitting.close()
