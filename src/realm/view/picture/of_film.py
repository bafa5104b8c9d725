"""Make the page on which the turns of a match are seen again, with a slider through time."""

from collections.abc import Mapping
from dataclasses import replace

from realm.view.messages import Messages
from realm.view.picture import page as p


def film_page(
    pages: Mapping[int, p.Page], at: int, messages: Messages, *, over: bool = False
) -> p.Page:
    """Show one of the turns that were played.

    Args:
        pages: what happened in each, by turn; 0 is the months before the first.
        at: which turn; the nearest where there is none.
        messages: texts.
        over: whether the game is over, so that there is no table to go back to.
    """
    say = messages.say
    close = p.Press(id="close", label=say("turn.to_end" if over else "game.close"), primary=True)
    if not pages:
        text = p.Text(text=say("turn.none_yet"))
        return p.Page(name="film", title=say("turn.film"), columns=(p.Column(blocks=(text,)),),
                      foot=(close,), back="close", narrow=640.0)  # fmt: skip
    least, most = min(pages), max(pages)
    at = max(least, min(most, at))
    shown = pages[at]
    first, *others = shown.columns
    slide = p.Slide(id="slide", label=say("turn.slide"), value=at, least=least, most=most)
    head = (slide,) if most > least else ()
    return replace(
        shown,
        name="film",
        columns=(replace(first, blocks=(*head, *first.blocks)), *others),
        foot=(
            p.Press(id="before", label=say("turn.before"),
                    refusal=say("turn.first") if at == least else ""),
            p.Press(id="after", label=say("turn.after"),
                    refusal=say("turn.newest") if at == most else ""),
            close,
        ),
        back="close",
    )  # fmt: skip
