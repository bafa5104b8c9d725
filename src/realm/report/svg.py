"""Draw as SVG: inline in a page, or as a file of its own."""

from html import escape

from realm.report import look
from realm.report.drawing import MARGIN, Area, Dot, Drawing, Line, Mark, Spot, Text


def inline(drawing: Drawing) -> str:
    """Draw for a page that has the palettes and the classes of `look`."""
    return _svg(drawing, "")


def alone(drawing: Drawing) -> str:
    """Draw as a file that needs nothing else and follows the reader's light or dark."""
    style = look.palettes() + look.rules() + f"text{{font-family:{look.FONTS}}}"
    paper = f'<rect class="f-paper" x="{-MARGIN:g}" y="{-MARGIN:g}" width="100%" height="100%"/>'
    return _svg(drawing, f"<style>{style}</style>{paper}", MARGIN) + "\n"


def _svg(drawing: Drawing, head: str, margin: float = 0.0) -> str:
    wide, tall = drawing.width + 2.0 * margin, drawing.height + 2.0 * margin
    box = f"{-margin:g} {-margin:g} {wide:g} {tall:g}"
    marks = "\n".join(_mark(mark) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-label="{escape(drawing.title)}">{head}\n{marks}\n</svg>'
    )


def _mark(mark: Mark) -> str:
    match mark:
        case Line(spots, role, width, dashed):
            dash = ' stroke-dasharray="3 3"' if dashed else ""
            return (
                f'<path class="s-{role}" d="{_path(spots)}" fill="none" stroke-width="{width:g}"'
                f' stroke-linejoin="round"{dash}/>'
            )
        case Area(spots, role, opacity):
            faint = f' fill-opacity="{opacity:g}"' if opacity < 1.0 else ""
            return f'<path class="f-{role}" d="{_path(spots)}Z"{faint}/>'
        case Dot((x, y), radius, role):
            return (
                f'<circle class="f-{role} s-paper" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
                ' stroke-width="1.5"/>'
            )
        case Text((x, y), text, role, size, weight, anchor):
            heavy = f' font-weight="{weight}"' if weight != 400 else ""
            place = f' text-anchor="{anchor}"' if anchor != "start" else ""
            return (
                f'<text class="f-{role}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"'
                f"{heavy}{place}>{escape(text)}</text>"
            )


def _path(spots: tuple[Spot, ...]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
