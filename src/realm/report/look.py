"""The look of reports, as data: what colour a role has on light and on dark paper.

`desk` lies below the sheets of paper.
"""

LIGHT = {
    "desk": "#f2f5f9",
    "paper": "#ffffff",
    "ink": "#111c2e",
    "soft": "#52627a",
    "grid": "#dce3ec",
    "axis": "#8a99ad",
    "none": "#8593a6",
    "better": "#1f6db0",
    "worse": "#c4501f",
    "neutral": "#6a4fa3",
    "one": "#1f6db0",
    "two": "#c4501f",
    "three": "#128a72",
    "four": "#7d56a8",
}
DARK = {
    "desk": "#0a111d",
    "paper": "#111c2e",
    "ink": "#eaf0f8",
    "soft": "#a3b3c9",
    "grid": "#223350",
    "axis": "#5f7391",
    "none": "#8093ad",
    "better": "#5bc0eb",
    "worse": "#f0803c",
    "neutral": "#c3a1ff",
    "one": "#5bc0eb",
    "two": "#f0803c",
    "three": "#5ad6b4",
    "four": "#c3a1ff",
}
"""The same roles on dark paper: the colours of the window (`assets/theme.toml`)."""
SERIES = ("one", "two", "three", "four")
"""Colours of what is compared, the yardstick first."""
FONTS = "Inter, system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def variables(palette: dict[str, str]) -> str:
    """Write a palette as CSS variables."""
    return ";".join(f"--{role}:{colour}" for role, colour in palette.items())


def rules() -> str:
    """Write the CSS classes that drawings use."""
    fills = "".join(f".f-{role}{{fill:var(--{role})}}" for role in LIGHT)
    strokes = "".join(f".s-{role}{{stroke:var(--{role})}}" for role in LIGHT)
    return fills + strokes


def palettes(root: str = ":root") -> str:
    """Write both palettes: dark on screens that ask for it, light elsewhere and on paper."""
    dark = "@media screen and (prefers-color-scheme:dark)"
    return f"{root}{{{variables(LIGHT)}}}{dark}{{{root}{{{variables(DARK)}}}}}"
