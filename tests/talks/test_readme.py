"""The tactic that the README teaches works."""

from pathlib import Path
from typing import Any

import numpy as np
from tests.talks.tables import agenda_of, sit

from realm.core.arrays import Array
from realm.core.talks import Status, at
from realm.strategies.tactics import base
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.play import play_tables
from realm.strategies.tactics.registry import find, names
from realm.strategies.tactics.sight import Sight

README = Path(base.__file__).parent / "README.md"


def test_the_tactic_of_the_readme_bargains() -> None:
    text = README.read_text(encoding="utf-8")
    scope: dict[str, Any] = {"Tactic": Tactic, "Sight": Sight, "Array": Array, "np": np}
    exec(compile(text.split("```python\n")[1].split("```")[0], str(README), "exec"), scope)
    pie = np.linspace(0.0, 1.0, 11)
    tables = sit(agenda_of(11), np.stack([pie, 1.0 - pie])[:, :, None, None])

    done = play_tables(tables, scope["Patient"](), find("conceder"))

    assert done.status[0, 0] == Status.AGREED
    assert at(done.utility[0], done.agreed)[0, 0] >= 0.8
    assert all(f"`{name}`" in text for name in names())
