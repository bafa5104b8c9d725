"""Laws of the look: what differs looks different, to all eyes."""

import itertools

import numpy as np
import pytest

from realm.view.colour import Colour, contrast, from_hex, linear, mix
from realm.view.theme import load_theme

THEME = load_theme()
MACHADO = {  # Machado, Oliveira and Fernandes (2009), table 1, severity 1.0, on linear light
    "nobody": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def lab(colour: Colour, eyes: str) -> np.ndarray:
    """CIELAB of a colour as these eyes see it (D65)."""
    light = MACHADO[eyes] @ np.array([linear(part / 255.0) for part in colour])
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = matrix @ np.clip(light, 0.0, 1.0) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(a: Colour, b: Colour, eyes: str) -> float:
    """CIE76."""
    return float(np.linalg.norm(lab(a, eyes) - lab(b, eyes)))


@pytest.mark.parametrize("eyes", MACHADO)
def test_flows_differ_from_one_another(eyes: str) -> None:
    flows = [*THEME.flows, THEME.colour("curbed")]

    distances = [distance(a, b, eyes) for a, b in itertools.combinations(flows, 2)]
    assert min(distances) >= 20.0


@pytest.mark.parametrize("eyes", MACHADO)
def test_neighbouring_stances_differ(eyes: str) -> None:
    pairs = itertools.pairwise(THEME.stances)

    assert min(distance(a, b, eyes) for a, b in pairs) >= 15.0


@pytest.mark.parametrize("eyes", MACHADO)
def test_good_and_bad_differ(eyes: str) -> None:
    assert distance(THEME.colour("good"), THEME.colour("bad"), eyes) >= 25.0


def test_colours_are_read_and_mixed() -> None:
    assert from_hex("#FF8000") == (255, 128, 0)
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    with pytest.raises(ValueError, match="'red'"):
        from_hex("red")
