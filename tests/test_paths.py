"""Where scenarios and assets lie, in a checkout, a wheel and an sdist's wheel."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from realm import paths

ROOT = Path(__file__).resolve().parent.parent
ASK = """
from realm import paths
for line in (paths.scenario_dir(), paths.asset_dir(), *paths.shipped_scenarios()):
    print(line)
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_checkout_has_both_folders() -> None:
    assert paths.scenario_dir().is_dir()
    assert (paths.asset_dir() / "README.md").is_file()


def test_shipped_names_are_the_yaml_files_sorted() -> None:
    names = paths.shipped_scenarios()

    assert list(names) == sorted(names)
    assert {f"{name}.yaml" for name in names} == {
        file.name for file in paths.scenario_dir().iterdir() if file.suffix == ".yaml"
    }


def test_packed_folders_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    (tmp_path / "_scenarios").mkdir()
    (tmp_path / "_scenarios" / "b.yaml").touch()
    (tmp_path / "_scenarios" / "a.yaml").touch()
    (tmp_path / "_scenarios" / "table.csv").touch()

    assert paths.shipped_scenarios() == ("a", "b")


def test_every_asset_has_its_row() -> None:
    rows = (ROOT / "assets" / "README.md").read_text(encoding="utf-8")
    files = [file.relative_to(ROOT / "assets") for file in (ROOT / "assets").rglob("*")]

    missing = [
        f.as_posix()
        for f in files
        if (ROOT / "assets" / f).is_file() and f"`{f.as_posix()}`" not in rows
    ]
    assert missing == []


@pytest.mark.slow
@pytest.mark.parametrize("through", ["tree", "sdist"])
def test_a_wheel_finds_what_it_ships(through: str, tmp_path: Path) -> None:
    source = ROOT
    if through == "sdist":
        run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=ROOT)
        with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
            archive.extractall(tmp_path, filter="data")
        source = next(tmp_path.glob("realm_game-*/"))
    out = tmp_path / "wheel"
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=source)
    venv.create(tmp_path / "venv", with_pip=False)
    python = next(tmp_path.glob("venv/[Sb][ci][rn]*/python*"))
    site = Path(
        run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path
        ).strip()
    )
    with zipfile.ZipFile(next(out.glob("*.whl"))) as archive:
        names = archive.namelist()
        archive.extractall(site)

    scenarios, assets, *shipped = run(python, "-I", "-c", ASK, cwd=tmp_path).splitlines()

    assert Path(scenarios) == site / "realm" / "_scenarios"
    assert Path(assets) == site / "realm" / "_assets"
    assert shipped == list(paths.shipped_scenarios())
    assert {"realm/py.typed", "realm/_assets/README.md"} <= set(names)
    assert not [name for name in names if name.endswith("ruff.toml") or name.startswith("tests")]
