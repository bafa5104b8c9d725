"""Reckon with colours: read, mix, and measure contrast."""

Colour = tuple[int, int, int]
"""Red, green, blue; 0 to 255."""


def from_hex(text: str) -> Colour:
    """Read `#RRGGBB`.

    Raises:
        ValueError: it is not written so.
    """
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"a colour is written #RRGGBB, not {text!r}")
    value = int(text[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return what lies between two colours: `a` at share 0, `b` at 1."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Return relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (linear(part / 255.0) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """Return the light of one sRGB part, 0 to 1 (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(a: Colour, b: Colour) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(fill: Colour, *choices: Colour) -> Colour:
    """Return the choice that stands out most on a fill."""
    return max(choices, key=lambda choice: contrast(choice, fill))
