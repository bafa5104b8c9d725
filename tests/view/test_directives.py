"""What a state firm can be told stands under a heading that names it, each told from the others."""

from pathlib import Path

import pytest

from realm.play.session import Session
from realm.rules.event import short
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import cards

MESSAGES = load_messages()


def sit(folder: Path, seat: str) -> Sitting:
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=[seat])
    return Sitting(session, (seat,), MESSAGES)


def under(sitting: Sitting, find: str = "") -> dict[str, list[p.Pick]]:
    """Return the rows of state firms, by the heading above them."""
    sitting.look_for(find)
    found: dict[str, list[p.Pick]] = {}
    heading = ""
    for block in sitting.page("actions").columns[0].blocks:
        if isinstance(block, p.Heading):
            heading = block.text
        elif isinstance(block, p.Pick) and block.id.startswith("order:directive:"):
            found.setdefault(heading, []).append(block)
    return found


@pytest.mark.parametrize("seat", ["india", "china"])
def test_each_state_firm_has_a_heading_and_its_rows_need_not_name_it(
    tmp_path: Path, seat: str
) -> None:
    sitting = sit(tmp_path, seat)
    firms = sitting.sight().observation.network.scenario.firms
    owned = {n: f for n, f in firms.items() if f.kind == "state" and f.country == seat}

    found = under(sitting)

    assert owned
    assert list(found) == [
        MESSAGES.say("game.section_told", firm=short(firm.name).upper()) for firm in owned.values()
    ]
    for rows in found.values():
        for row in rows:
            assert not any(short(firm.name) in row.label for firm in owned.values()), row.label
        assert len({row.label for row in rows}) == len(rows)
        assert len({row.note for row in rows}) == len(rows), "each says what it alone does"


def test_suspending_a_contract_says_what_stops_for_whom_and_when_that_breaks_it(
    tmp_path: Path,
) -> None:
    (rows,) = under(sit(tmp_path, "india")).values()

    first, pact, supply = rows
    assert first.label == "Serve home orders first"
    assert pact.label == "Suspend: The pact of 2012"
    assert "1,105 t" in pact.note
    assert "Toyotsu" in pact.note
    assert "12 months" in pact.note
    assert "Department of Atomic Energy" in supply.label
    assert "5.00 t" in supply.note
    assert MESSAGES.say("game.how_no_notice") in supply.note


def test_what_is_queued_names_the_firm_and_a_search_for_it_finds_its_rows(tmp_path: Path) -> None:
    sitting = sit(tmp_path, "india")
    card = next(c for c in cards(sitting.sight(), MESSAGES) if c.section == "directive")
    name = short(sitting.sight().observation.network.scenario.firms["irel"].name)

    (rows,) = under(sitting, find=name).values()
    assert len(rows) == 3
    sitting.set_card(card.id, 1)
    queue = [b for b in sitting.page("actions").columns[1].blocks if isinstance(b, p.Told)]
    assert any(name in one.title for one in queue)


def test_the_firm_itself_reads_what_its_government_tells_it_in_whole(tmp_path: Path) -> None:
    sitting = sit(tmp_path, "irel")
    told = [c for c in cards(sitting.sight(), MESSAGES) if c.section == "directive"]

    blocks = sitting.page("actions").columns[0].blocks
    titles = [b.title for b in blocks if isinstance(b, p.Told)]
    assert told
    for card in told:
        assert any(title.startswith(card.title) for title in titles), "refused while nobody asks"
