"""How a page is set: its style, and its tables."""

import base64
from collections.abc import Sequence
from html import escape

from realm.paths import asset_dir
from realm.report import look

MOST_TOGETHER = 24
"""Rows of a table that stays on one sheet."""


def table(title: str, note: str, heads: Sequence[str], rows: Sequence[str], *, words: int) -> str:
    """Set a table; its first `words` columns hold words, the others numbers."""
    cells = "".join(
        f"<th{'' if n < words else ' class=n'}>{escape(head)}</th>" for n, head in enumerate(heads)
    )
    whole = " class='whole'" if len(rows) <= MOST_TOGETHER else ""
    return (
        f"<section{whole}><h2>{escape(title)}</h2><p class='note'>{escape(note)}</p>"
        f"<div class='wide'><table><thead><tr>{cells}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def style() -> str:
    """Write the style of a page, with its fonts."""
    fonts = "".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{_font(weight)})}}"
        for weight in (400, 600)
    )
    return fonts + look.palettes() + look.rules() + CSS.replace("\n", "")


def _font(weight: int) -> str:
    data = (asset_dir() / "fonts" / f"inter-{weight}.ttf").read_bytes()
    return base64.b64encode(data).decode("ascii")


CSS = f"""
*{{box-sizing:border-box}}
html{{background:var(--desk);color:var(--ink);font:400 15px/1.55 {look.FONTS};
font-variant-numeric:tabular-nums;-webkit-print-color-adjust:exact;print-color-adjust:exact}}
body{{margin:0}}
main{{max-width:964px;margin:0 auto;padding:44px 24px 72px}}
h1{{font-size:32px;line-height:1.18;font-weight:600;letter-spacing:-.018em;margin:10px 0 12px;
max-width:24em;text-wrap:balance}}
h2{{font-size:18px;line-height:1.3;font-weight:600;margin:0 0 6px}}
.kicker{{color:var(--soft);font-weight:600;font-size:13px;margin:0;display:flex;align-items:center;
gap:10px}}
.mark{{display:inline-flex;gap:4px}}.mark i{{width:7px;height:7px;border-radius:50%;
background:var(--three)}}
.mark i:nth-child(2){{background:var(--one)}}.mark i:nth-child(3){{background:var(--two)}}
.stand{{font-size:17px;color:var(--soft);max-width:44em;margin:0 0 8px;text-wrap:pretty}}
.facts{{display:flex;flex-wrap:wrap;gap:8px 40px;padding:14px 0 0;margin:0}}
.facts b{{display:block;font-size:20px;font-weight:600;line-height:1.2}}
.facts span,.note{{color:var(--soft);font-size:13px}}
.note{{margin:0 0 10px;max-width:60em}}
section,figure,aside{{background:var(--paper);border:1px solid var(--grid);border-radius:10px;
padding:24px 27px;margin:20px 0 0}}
.first{{margin-top:28px}}.first h2{{color:var(--one);font-size:13px;margin:0 0 8px}}
.answer{{font-size:22px;line-height:1.36;font-weight:600;letter-spacing:-.008em;max-width:36em;
margin:0 0 16px;text-wrap:pretty}}
.found{{padding:14px 0 0 18px;margin:0 0 10px;border-top:1px solid var(--grid)}}
.found li{{margin:0 0 5px;padding-left:2px;max-width:56em;text-wrap:pretty}}
.found li::marker{{color:var(--axis)}}
aside{{border-left:3px solid var(--worse);padding:16px 24px 16px 24px}}
aside h2{{font-size:15px}}aside ul{{margin:0;padding-left:18px;font-size:14px}}
figure{{break-inside:avoid}}svg{{display:block;width:100%;height:auto}}
.wide{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:13px;line-height:1.35}}
th{{text-align:left;font-weight:600;vertical-align:bottom;padding:6px 10px 6px 0;
border-bottom:1.5px solid var(--axis)}}
td{{padding:5px 8px 5px 0;white-space:nowrap;border-bottom:1px solid var(--grid)}}
tbody tr:last-child td{{border-bottom:0}}
.n{{text-align:right;padding-left:6px;white-space:nowrap}}th.n{{white-space:normal}}
td.text{{white-space:normal;vertical-align:top;padding-right:18px}}
td i{{font-style:normal;color:var(--soft);font-size:12px}}
tr,.whole{{break-inside:avoid}}code{{font-size:12.5px;overflow-wrap:anywhere}}
.method{{font-size:13px;color:var(--soft)}}
.method p{{margin:0 0 8px}}
@page{{size:A4;margin:14mm}}
@media print{{html{{background:none;font-size:12px}}main{{padding:0;max-width:none}}
section,figure,aside{{border:0;border-radius:0;padding:0;margin:7mm 0 0}}
aside{{border-left:3px solid var(--worse);padding:0 0 0 4mm}}
h1{{font-size:25px}}.stand{{font-size:13px;max-width:none}}h2{{break-after:avoid}}
.answer{{font-size:15.5px;margin-bottom:3mm}}.found{{font-size:11px;line-height:1.4;padding-top:3mm}}
.found li{{margin-bottom:.6mm}}
aside ul{{font-size:11.5px}}.facts{{padding-top:3mm}}.facts b{{font-size:16px}}
figure svg{{max-height:262mm}}
.note,.method{{font-size:10.5px}}.wide{{overflow:visible}}
table{{font-size:10px}}td i{{font-size:9px}}code{{font-size:9.5px}}
td,th{{padding-top:3px;padding-bottom:3px}}}}
"""
