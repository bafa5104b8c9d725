"""A row of the negotiation panel: what is talked about, its control, yours and theirs.

A row on which both stand alike recedes, one on which they differ is outlined.
"""

from collections.abc import Mapping, Sequence

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.picture.negotiation import Issue
from realm.view.picture.words import NONE
from realm.view.screens.talks_head import THEIRS, YOURS
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.segmented import MARK, Segmented
from realm.view.widgets.slider import Slider

LABEL_SHARE = 0.33
MARKED = 6
"""Most settings of which each is marked on its slider."""
TOGGLED = 3
"""Most settings that stand beside one another, so that all of them are seen."""
SCALED = 3
"""Fewest settings of an amount that lie on a slider."""
TOGGLE, MOST_TOGGLE = 20.0, 26.0
"""Least and greatest height of settings beside one another."""
LIFT = 1.5
"""How much higher than its row settings and their words are: a line is under them."""


def place(row: Rect) -> Rect:
    """Return where the control of a row is."""
    label = row.width * LABEL_SHARE
    return Rect(row.x + label, row.y, row.width - label - THEIRS - YOURS - 4, row.height)


def outside(issue: Issue, yours: int) -> bool:
    """Tell whether a setting has to change for the offer to be likely signed."""
    return issue.likely is not None and not issue.likely[0] <= yours <= issue.likely[1]


def rims(issues: Sequence[Issue], draft: Mapping[str, int]) -> dict[str, str]:
    """Choose which rows are outlined, in which colour: what has to change, and what differs.

    Where most rows do, an outline would tell nothing, and they have none.
    """
    yours = {issue.id: draft.get(issue.id, issue.yours) for issue in issues}
    has_to = [issue.id for issue in issues if outside(issue, yours[issue.id])]
    apart = [i.id for i in issues if i.theirs is not None and i.theirs != yours[i.id]]
    found: dict[str, str] = {}
    for names, ink in ((apart, "low"), (has_to, "bad")):
        if len(names) <= len(issues) / 2:
            found |= dict.fromkeys(names, ink)
    return found


def settable(issue: Issue) -> bool:
    """Tell whether there is something to choose."""
    return _open(issue) > 1


def line(issue: Issue, yours: int) -> tuple[int, int] | None:
    """Return the settings that a line is under; none where that told nothing.

    A line under all settings would: where the sides differ it lies under what is set, for the
    other side is likely to give way. Elsewhere the hint of the term says that any will do.
    """
    zone = issue.likely or issue.closest
    if zone is None:
        return zone
    last, apart = _open(issue) - 1, issue.theirs not in (None, yours)
    if zone == (0, last):
        return (yours, yours) if apart else None
    return None if zone[1] > last and toggles(issue) else zone


def free(issue: Issue) -> bool:
    """Tell whether any setting is likely signed."""
    return settable(issue) and issue.likely == (0, _open(issue) - 1)


def _open(issue: Issue) -> int:
    """Return how many settings can be offered now; what is set already stays among a few."""
    most = len(issue.settings) - 1 if issue.most is None else issue.most
    return (max(most, issue.yours) if toggles(issue) else most) + 1


def toggles(issue: Issue) -> bool:
    """Tell whether the settings of an issue stand beside one another."""
    return len(issue.settings) <= TOGGLED and not (issue.amount and len(issue.settings) >= SCALED)


def control(issue: Issue, row: Rect, clip: Rect, texts: Texts, yours: int) -> Widget:
    """Return the control of an issue: a slider, or a few settings beside one another."""
    if not toggles(issue):
        return Slider(
            id=f"issue:{issue.id}",
            rect=place(row),
            clip=clip,
            row=row,
            value=yours,
            least=0,
            most=_open(issue) - 1,
            marked=len(issue.settings) <= MARKED,
            ghost=issue.theirs,
            wish=issue.wish,
            zone=line(issue, yours),
            closest=issue.likely is None,
        )
    options = issue.settings[: _open(issue)]
    return Segmented(
        id=f"issue:{issue.id}",
        rect=_toggle_place(row),
        clip=clip,
        row=row,
        options=options,
        widths=tuple(
            texts.width(option, "note_strong") + (MARK if i in (issue.theirs, issue.wish) else 0.0)
            for i, option in enumerate(options)
        ),
        chosen=yours,
        again=True,
        ghost=issue.theirs,
        wish=issue.wish,
        zone=line(issue, yours),
        closest=issue.likely is None,
    )


def _toggle_place(row: Rect) -> Rect:
    """Return where settings beside one another stand: in place of the slider."""
    space = place(row)
    tall = max(TOGGLE, min(MOST_TOGGLE, row.height - 12))
    return Rect(space.x, row.middle[1] - tall / 2 - LIFT, space.width, tall)


def draw(
    canvas: Canvas, row: Rect, issue: Issue, messages: Messages, yours: int, *, rim: str = ""
) -> None:
    """Draw what is not a widget, in a rim of a colour where there is one."""
    if rim:
        canvas.box(row.inset(-8, 1.5), "panel", rim, radius=6)
    has_to, agreed = outside(issue, yours), issue.theirs == yours
    y = row.middle[1] - (LIFT if settable(issue) and toggles(issue) else 0.0)
    label = row.width * LABEL_SHARE - 8
    ink = "bad" if has_to else "middle" if agreed else "high"
    wide = canvas.write((row.x, y), issue.label, "strong", ink, room=label)
    span = 8 + canvas.texts.width(issue.span, "micro")
    if issue.span and not toggles(issue) and wide + span <= label:
        canvas.write((row.x + wide + 8, y + 1), issue.span, "micro", "low")
        wide += span
    for role in ("note", "micro") if issue.note else ():
        if wide + 8 + canvas.texts.width(issue.note, role) <= label:
            wide += 8 + canvas.write((row.x + wide + 8, y), issue.note, role, "middle")
            break
    shown, ink = NONE, "low"
    if issue.theirs is not None:
        ink = "low" if agreed else "ghost"
        shown = (issue.theirs_short or issue.settings)[issue.theirs]
    canvas.write((row.right, y), shown, "strong", ink, align="right", room=THEIRS - 4)
    if _open(issue) < 2:
        room = place(row).width + YOURS
        told = messages.say("table.not_open", setting=issue.settings[yours])
        if issue.why and canvas.texts.width(issue.why, "note") <= room:
            told = issue.why
        canvas.write((place(row).x, y), told, "note", "low", room=room)
        return
    at, ink = (row.right - THEIRS, y), "middle" if agreed else "high"
    canvas.write(at, issue.settings[yours], "strong", ink, align="right", room=YOURS - 4)
