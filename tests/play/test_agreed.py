"""A plant that partners can agree on is agreed on where a deal in force has it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from realm.core.words import month_after
from realm.play.agreed import agreements, permitted
from realm.play.session import Session
from realm.play.sight import look
from realm.view.messages import load_messages
from realm.view.picture.of_agreed import agreed_text

PLANT, TABLE = "tsusho_india_magnets", "india_japan"


class Seen:
    """An observation in which some columns are others."""

    def __init__(self, seen: object, **columns: object) -> None:
        self.__dict__.update(columns)
        self._seen = seen

    def __getattr__(self, name: str) -> object:
        return getattr(self._seen, name)


def test_a_deal_says_whether_it_has_a_plant_in_it(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sight, messages = look(session.match, "india"), load_messages()
    network = session.match.model.network
    row, agenda = network.tables.index(TABLE), network.bargains.agenda(network.tables.index(TABLE))
    terms = {issue.name: issue.options[0].label for issue in agenda.issues}

    assert not any(one.until or one.has_it for one in agreements(sight, PLANT))
    assert not permitted(sight, PLANT)
    assert agreements(sight, "irel_ndpr_900") == ()
    assert agreed_text(sight, "irel_ndpr_900", messages) == ()
    told = agreed_text(sight, PLANT, messages)
    states, firms = agreements(sight, PLANT)
    assert (states.permits, firms.permits) == (True, False)
    assert "needs a permit, or a deal of India and Japan" in told[0]
    assert "Once it is permitted, a deal of IREL and Toyota Tsusho" in told[1]
    (alone, with_firms) = agreed_text(sight, "toyotsu_line_2", messages)
    assert alone == messages.say("game.agreed_permit")
    assert "Once it is permitted" in with_firms

    granted = np.array(sight.observation.project_approved)
    granted[network.projects.index(PLANT)] = 1.0
    seen = Seen(sight.observation, project_approved=granted)
    (told_once,) = agreed_text(replace(sight, observation=seen), PLANT, messages)  # type: ignore[arg-type]
    assert "permitted and needs no deal" in told_once

    for label, has_it in (("no", False), ("yes", True)):
        outcome = agenda.outcome(**terms | {"volume": "half", "plant": label})
        deal, ends = (np.array(getattr(sight.observation, name)) for name in ("deal", "deal_ends"))
        deal[row], ends[row] = outcome, sight.observation.month + 24.0
        seen = Seen(sight.observation, deal=deal, deal_ends=ends)
        signed = replace(sight, observation=seen)  # type: ignore[arg-type]
        found = agreements(signed, PLANT)[0]
        assert found.sides == ("india", "japan")
        last = sight.observation.month + 23
        assert found.until == month_after(network.scenario.starts, last)
        assert found.has_it is has_it
        assert found.until in " ".join(agreed_text(signed, PLANT, messages))
    session.close()
