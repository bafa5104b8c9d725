"""The look of reports, as data: what colour a role has on light and on dark paper."""

LIGHT = {
    "paper": "#ffffff",
    "ink": "#16191d",
    "soft": "#57606b",
    "grid": "#dfe4e9",
    "axis": "#8b95a1",
    "none": "#8b95a1",
    "better": "#1f6db0",
    "worse": "#c4501f",
    "neutral": "#6a4fa3",
    "one": "#1f6db0",
    "two": "#c4501f",
    "three": "#128a72",
    "four": "#7d56a8",
}
DARK = {
    "paper": "#12161b",
    "ink": "#eef1f4",
    "soft": "#a7b0bb",
    "grid": "#2b323a",
    "axis": "#6d7783",
    "none": "#7f8994",
    "better": "#6cb0ea",
    "worse": "#f08a5a",
    "neutral": "#b49ae0",
    "one": "#6cb0ea",
    "two": "#f08a5a",
    "three": "#4cc3a9",
    "four": "#b795dd",
}
"""The same roles on dark paper."""
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
