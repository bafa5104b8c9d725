"""The map of the months before the first turn shows each as it was."""

from pathlib import Path

from realm.core.words import month_after
from realm.play.past import remember
from realm.play.session import Session
from realm.play.sight import look
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_turn import turn_page


def test_no_month_is_drawn_with_a_curb_that_came_later(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1)
    match = session.match
    starts, sight = match.model.network.scenario.starts, look(match, "india")
    months = [month_after(starts, one.month) for one in match.pages[0].ledger.months]

    page = turn_page(match, sight, remember(match, "india"), load_messages())
    (ground,) = (b for c in page.columns for b in c.blocks if isinstance(b, p.Ground))
    curbed = {
        month: any(f.curbed for f in world.flows if f.id.startswith("china>india>"))
        for month, world in zip(months, ground.worlds, strict=True)
    }
    stance = [next(x.stance for x in w.places if x.id == "china") for w in ground.worlds]
    assert curbed == {month: month >= "2025-04" for month in months}
    assert max(stance[3:]) < min(stance[:3])
    session.close()
