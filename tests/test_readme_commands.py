"""Every command and all Python that README.md shows does what it says it can: it runs."""

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from realm.cli.main import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
TOOL = "python3 tools/realm.py "


def commands() -> list[str]:
    """List the lines of code blocks that begin with a command of ours."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(("realm ", TOOL))]


SHOWN = commands()


def arguments(line: str) -> list[str]:
    """Return what follows the command, without the comment and what the shell does."""
    words = shlex.split(line.removeprefix(TOOL).removeprefix("realm "), comments=True)
    return words[: words.index(">")] if ">" in words else words


def test_the_readme_shows_commands() -> None:
    assert {arguments(line)[0] for line in SHOWN} >= {"run", "check", "schema", "test"}


RUN = [
    pytest.param(line, marks=pytest.mark.slow) if arguments(line)[0] == "tournament" else line
    for line in SHOWN
    if arguments(line)[0] != "test"
]


@pytest.mark.parametrize("line", RUN)
def test_a_shown_command_runs(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tool's own part, making the environment, is tested in test_tool.py."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("realm.play.places.matches_dir", lambda: tmp_path / "matches")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))  # a player who leaves at once
    if arguments(line)[0] == "report":  # on what a command above it made
        [batch] = [
            one for one in SHOWN if arguments(one)[-1:] == arguments(line)[-1:] and one != line
        ]
        assert main(arguments(batch)) == 0
    assert main(arguments(line)) == 0
    found = capsys.readouterr()
    assert found.out
    assert found.err == ""


# Mesa 3.5 would rather be given seeds than iterations.
@pytest.mark.filterwarnings("ignore:The `iterations`:DeprecationWarning")
@pytest.mark.parametrize("code", PYTHON)
def test_shown_python_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})

    found = capsys.readouterr().out
    assert "{}" in found, "no world froze"
    assert "('cland=stockpile', 2, " in found


def test_the_readme_shows_python() -> None:
    assert len(PYTHON) == 1


def test_the_tool_knows_the_test_command() -> None:
    assert '"test"' in (ROOT / "tools" / "realm.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_what_it_links_to_is_there(file: str) -> None:
    assert (ROOT / file).exists()
