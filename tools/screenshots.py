"""Take the pictures that tests/view/test_screenshots.py compares with; look at them afterwards.

    python -m tools.screenshots [--whole FOLDER] [NAME...]

Without names, all. `--whole` writes them in full size to another folder instead, to look at.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse

import pygame
import tests.view.stage  # noqa: F401 (chooses SDL's driver before pygame is loaded)
from tests.view.scenes import SCENES

KEPT = Path(__file__).resolve().parent.parent / "tests" / "view" / "screenshots"


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--whole", type=Path, help="write full-size pictures here instead")
    parser.add_argument("names", nargs="*", choices=[*SCENES, []])
    given = parser.parse_args(arguments)
    folder = given.whole or KEPT
    folder.mkdir(parents=True, exist_ok=True)
    for name in given.names or SCENES:
        scene = SCENES[name]
        surface = scene.play().canvas.surface if given.whole else scene.taken()
        pygame.image.save(surface, folder / f"{name}.png")
        print(f"{name}: {(folder / f'{name}.png').stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
