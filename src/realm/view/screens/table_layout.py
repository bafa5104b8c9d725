"""Lay out the table for any window: where there is less room, panels fold into tabs and scroll."""

from dataclasses import dataclass, replace

from realm.view.shape import Rect

GAP = 16.0
TOP = 56.0
TICKER = 44.0
LEFT = 272.0
ACTIONS = 352.0
TALKS_LEAST = 448.0
HISTORY = 288.0
FOOT = 272.0
TABS = 34.0


@dataclass(frozen=True)
class TableLayout:
    """Where the panels of the table are; what is None has folded into tabs."""

    top: Rect
    ticker: Rect
    role: Rect
    objectives: Rect
    map: Rect
    actions: Rect | None = None
    talks: Rect | None = None
    history: Rect | None = None
    folded: Rect | None = None
    """The one panel that the tabs share."""
    tab_names: tuple[str, ...] = ()

    @property
    def tabs(self) -> Rect | None:
        """The heads of the tabs."""
        return self.folded.top(TABS) if self.folded is not None else None


def lay_out(page: Rect, objectives_height: float, alone: bool) -> TableLayout:
    """Return the layout for a page.

    Args:
        page: the window, points.
        objectives_height: what the objectives want.
        alone: whether there is only a score, which needs no more.
    """
    top, ticker = page.top(TOP), page.foot(TICKER)
    body = Rect(GAP, TOP + GAP, page.width - 2 * GAP, page.height - TOP - TICKER - 2 * GAP)
    left, main = body.left(LEFT), body.after(LEFT, GAP)
    foot_height = min(FOOT, max(170.0, body.height * 0.46))
    foot = main.foot(foot_height)
    ground = main.top(main.height - foot_height - GAP)
    least = 0.0 if alone else foot_height
    objectives = left.foot(min(max(least, objectives_height), left.height * 0.42))
    role = left.top(left.height - objectives.height - GAP)
    beside = foot.width - ACTIONS - GAP
    whole = TableLayout(top, ticker, role, objectives, ground)
    if beside < TALKS_LEAST:
        return replace(whole, folded=foot, tab_names=("actions", "talks", "history"))
    actions, rest = foot.left(ACTIONS), foot.after(ACTIONS, GAP)
    if beside < TALKS_LEAST + HISTORY:
        return replace(whole, actions=actions, folded=rest, tab_names=("talks", "history"))
    talks, history = rest.left(beside - HISTORY), rest.end(HISTORY)
    return replace(whole, actions=actions, talks=talks, history=history)
