"""Draw as PNG on light paper, by matplotlib."""

import io

from realm.paths import asset_dir
from realm.report import look
from realm.report.drawing import MARGIN, Area, Dot, Drawing, Line, Text

DOTS_PER_INCH = 192.0
PIXEL = 1.0 / 96.0
"""Inches of a CSS pixel."""
POINTS = 72.0 * PIXEL
"""Points of a pixel."""


def picture(drawing: Drawing) -> bytes:
    """Draw; the same drawing gives the same bytes with the same matplotlib."""
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    wide, tall = drawing.width + MARGIN, drawing.height + MARGIN
    figure = Figure(figsize=((wide + MARGIN) * PIXEL, (tall + MARGIN) * PIXEL))
    figure.patch.set_facecolor(look.LIGHT["paper"])
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(-MARGIN, wide)
    axes.set_ylim(tall, -MARGIN)
    axes.axis("off")
    for order, mark in enumerate(drawing.marks):
        colour = look.LIGHT[mark.role]
        match mark:
            case Line(spots, _, width, dashed):
                style = (0, (3, 3)) if dashed else "-"
                axes.plot(*zip(*spots, strict=True), color=colour, linewidth=width * POINTS,
                          linestyle=style, zorder=order, solid_capstyle="butt")  # fmt: skip
            case Area(spots, _, opacity):
                axes.fill(*zip(*spots, strict=True), color=colour, alpha=opacity, linewidth=0.0,
                          zorder=order)  # fmt: skip
            case Dot((x, y), radius, _):
                axes.plot(x, y, "o", markersize=2.0 * radius * POINTS, color=colour, zorder=order,
                          markeredgecolor=look.LIGHT["paper"], markeredgewidth=1.1)  # fmt: skip
            case Text((x, y), text, _, size, weight, anchor):
                file = asset_dir() / "fonts" / f"inter-{weight}.ttf"
                font = FontProperties(fname=str(file), size=size * POINTS)
                side = {"start": "left", "middle": "center", "end": "right"}[anchor]
                axes.text(x, y, text.replace("$", r"\$"), color=colour, fontproperties=font,
                          ha=side, va="baseline", zorder=order)  # fmt: skip
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return data.getvalue()
