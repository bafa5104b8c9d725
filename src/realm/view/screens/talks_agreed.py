"""Terms of which both sides said the same: told in one line, until they are to be set again."""

from collections.abc import Mapping, Sequence

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.picture.negotiation import Issue, Negotiation
from realm.view.screens.talks_row import outside, toggles
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory
from realm.view.widgets.button import Button

FEWEST = 2
"""Terms that make a line; one would save no room."""
TERMS = "terms"
OPENED = "talks:terms"
"""The button that gives each of them a row again, and the note of whose talks it was pressed in."""
TALL, GAP = 22.0, 10.0


def folded(
    picture: Negotiation, rows: Sequence[Issue], draft: Mapping[str, int], memory: Memory
) -> tuple[Issue, ...]:
    """Return the terms that are told in the line; none once it was opened.

    What lies on a scale keeps its row, what would have to change, and what is being set.
    """
    if memory.note(OPENED) == picture.id:
        return ()
    found = []
    for issue in rows:
        yours = draft.get(issue.id, issue.yours)
        alike = issue.agreed and yours == issue.theirs
        alike &= issue.wish in (None, issue.theirs)
        alike &= memory.focus != f"issue:{issue.id}"
        if alike and toggles(issue) and not outside(issue, yours):
            found.append(issue)
    return tuple(found) if len(found) >= FEWEST else ()


def button(row: Rect, messages: Messages, texts: Texts, clip: Rect) -> Button:
    """Return the button that gives each a row again."""
    label = messages.say("table.agreed_change")
    wide = texts.width(label, "note_strong") + 20
    rect = Rect(row.right - wide, row.middle[1] - TALL / 2, wide, TALL)
    hint = messages.say("table.agreed_hint")
    return Button(id=OPENED, rect=rect, label=label, look="chip", hint=hint, clip=clip, row=row)


def draw(canvas: Canvas, row: Rect, terms: Sequence[Issue], messages: Messages) -> None:
    """Draw the line: what is agreed, or of how many terms where there is no room."""
    y, width = row.middle[1], canvas.texts.width
    x = row.x + canvas.write((row.x, y), messages.say("table.agreed"), "strong", "middle") + GAP
    change = width(messages.say("table.agreed_change"), "note_strong") + 20
    room = row.right - change - GAP - x
    told = " · ".join(issue.in_words[issue.theirs or 0] for issue in terms)
    if width(told, "note") > room:
        told = messages.say("table.agreed_terms", count=len(terms))
    canvas.write((x, y), told, "note", "middle", room=room)
