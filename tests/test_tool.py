"""The one-file tool that sets everything up; the real install is slow, so most tests fake it."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tools" / "realm.py"
OLD_PYTHONS = ["2.7", "3.6", "3.7", "3.8", "3.9", "3.10"]


class Helpers:
    """Stands in for `python -m venv` and `pip install`: quick, recorded, and told to fail."""

    def __init__(self, tool: ModuleType) -> None:
        self.tool = tool
        self.ran: list[str] = []
        self.answers: list[Callable[[], tuple[int, bytes]]] = []

    def __call__(self, command: list[str]) -> tuple[int, bytes]:
        kind = command[2]
        self.ran.append("venv" if kind == "venv" else command[-1].replace(self.tool.ROOT, ""))
        if self.answers:
            code, output = self.answers.pop(0)()
            if code:
                return code, output
        if kind == "venv":
            touch(self.tool.python_of(command[-1]))
        else:
            touch(self.tool.program(str(Path(command[0]).parent.parent), "realm"))
        return 0, b"done\n"


def touch(path: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).touch()


def interrupt() -> tuple[int, bytes]:
    raise KeyboardInterrupt


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, as of a checkout in a temporary folder with a space in its name."""
    root = tmp_path / "a checkout"
    (root / "tools").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\n")
    shutil.copy(SOURCE, root / "tools" / "realm.py")
    spec = importlib.util.spec_from_file_location("realm_tool", root / "tools" / "realm.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("REALM_VENV", raising=False)
    monkeypatch.setattr(module, "hand_over", lambda venv, args: 0)
    return module


@pytest.fixture
def helpers(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Helpers:
    helpers = Helpers(tool)
    monkeypatch.setattr(tool, "run_quietly", helpers)
    return helpers


def venv_of(tool: ModuleType) -> Path:
    return Path(tool.ROOT) / ".venv"


# --- what any Python must be able to read ---------------------------------------------------------


def test_it_is_written_in_what_old_pythons_know() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="ascii"))

    for node in ast.walk(tree):
        assert not isinstance(
            node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.AsyncFunctionDef
        )
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not node.args.kwonlyargs
            assert not node.args.posonlyargs
            assert not any(arg.annotation for arg in node.args.args)
        if isinstance(node, ast.Raise):
            assert node.cause is None


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="ascii"))
    imported = {
        a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names
    }

    assert imported <= sys.stdlib_module_names


def find_python(version: str) -> Path | None:
    """A Python of this version, from the path or from pyenv, that does start."""
    found = [Path(name) for name in [shutil.which(f"python{version}")] if name]
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True).stdout
        found += sorted(Path(root.strip()).glob(f"versions/{version}.*/bin/python"))
    works = (
        subprocess.run([p, "-c", ""], capture_output=True, check=False).returncode for p in found
    )
    return next((p for p, code in zip(found, works, strict=True) if code == 0), None)


@pytest.mark.parametrize("version", OLD_PYTHONS)
def test_an_old_python_gets_one_sentence(version: str) -> None:
    python = find_python(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here")

    done = subprocess.run([python, SOURCE, "test"], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"realm: Python 3.11 or newer is needed; this one is {version} (")
    assert done.stderr.count("\n") == 1


# --- what is installed, and when ------------------------------------------------------------------


def test_the_first_call_installs_and_the_second_does_not(
    tool: ModuleType, helpers: Helpers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(["run", "x"]) == 0
    assert helpers.ran == ["venv", ""]
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "realm: making .venv and installing realm (first time, about a minute) ...\n"

    assert tool.main(["run", "x"]) == 0
    assert tool.main([]) == 0
    assert helpers.ran == ["venv", ""]
    assert capsys.readouterr() == ("", "")


def test_extras_come_when_wanted_and_stay(tool: ModuleType, helpers: Helpers) -> None:
    for command in ["run", "test", "run", "play", "test", "play"]:
        assert tool.main([command]) == 0

    assert helpers.ran == ["venv", "", "[test]", "[test,window]"]


def test_a_changed_pyproject_is_installed_again(
    tool: ModuleType, helpers: Helpers, capsys: pytest.CaptureFixture[str]
) -> None:
    tool.main(["test"])
    pyproject = Path(tool.ROOT) / "pyproject.toml"
    os.utime(pyproject, (0, 0))
    tool.main(["test"])
    assert helpers.ran == ["venv", "[test]"]

    pyproject.write_text("[project]\n# changed\n")
    capsys.readouterr()
    tool.main(["run"])
    tool.main(["run"])

    assert helpers.ran == ["venv", "[test]", "[test]"]
    assert capsys.readouterr().err.count("pyproject.toml has changed") == 1


def test_another_python_begins_anew(
    tool: ModuleType, helpers: Helpers, capsys: pytest.CaptureFixture[str]
) -> None:
    tool.main([])
    stamp = venv_of(tool) / tool.STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "python": "cpython 3.99"}))
    (venv_of(tool) / "lib").mkdir()
    capsys.readouterr()

    assert tool.main([]) == 0

    assert helpers.ran == ["venv", "", "venv", ""]
    assert not (venv_of(tool) / "lib").exists()
    assert "of another Python (cpython 3.99)" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{", '{"extras": []}', "\udcff\0"])
def test_a_stamp_that_cannot_be_read_begins_anew(
    text: str, tool: ModuleType, helpers: Helpers
) -> None:
    tool.main([])
    (venv_of(tool) / tool.STAMP).write_text(text, errors="surrogateescape")

    assert tool.main([]) == 0
    assert tool.main([]) == 0
    assert helpers.ran == ["venv", "", "venv", ""]


def test_a_lost_program_is_installed_again(tool: ModuleType, helpers: Helpers) -> None:
    tool.main([])
    Path(tool.program(str(venv_of(tool)), "realm")).unlink()

    assert tool.main([]) == 0
    assert helpers.ran == ["venv", "", ""]


def test_what_others_made_is_kept(
    tool: ModuleType, helpers: Helpers, capsys: pytest.CaptureFixture[str]
) -> None:
    venv_of(tool).mkdir()
    (venv_of(tool) / "mine").write_text("dear")

    assert tool.main([]) == 0
    assert tool.main([]) == 0

    assert (Path(tool.ROOT) / ".venv-old-1" / "mine").read_text() == "dear"
    assert "kept as .venv-old-1" in capsys.readouterr().err
    assert helpers.ran == ["venv", ""]


# --- what may go wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [0, 1], ids=["venv", "pip"])
@pytest.mark.parametrize("how", ["fails", "interrupted"])
def test_a_broken_install_says_one_sentence_and_is_repaired(
    stage: int, how: str, tool: ModuleType, helpers: Helpers, capsys: pytest.CaptureFixture[str]
) -> None:
    fail = interrupt if how == "interrupted" else lambda: (1, b"x\nERROR: No \xff network\nnote\n")
    helpers.answers = [lambda: (0, b"")] * stage + [fail]

    assert tool.main(["test"]) == (130 if how == "interrupted" else 1)

    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[1].startswith("realm: ")
    assert said[1].endswith("call it again to go on." if how == "interrupted" else "network")
    assert not (venv_of(tool) / tool.STAMP).exists()

    assert tool.main(["test"]) == 0
    assert helpers.ran[-2:] == ["venv", "[test]"]


def test_without_a_network_what_was_there_stays(tool: ModuleType, helpers: Helpers) -> None:
    tool.main([])
    helpers.answers = [lambda: (1, b"ERROR: no network\n")] * 2

    assert tool.main(["test"]) == 1
    assert tool.main(["test"]) == 1
    assert tool.main(["run"]) == 0
    assert tool.main(["test"]) == 0
    assert helpers.ran == ["venv", "", "[test]", "[test]", "[test]"]


def test_a_system_error_is_one_sentence(
    tool: ModuleType, helpers: Helpers, capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(tool.ROOT) / "pyproject.toml").unlink()

    assert tool.main([]) == 1
    assert capsys.readouterr().err.startswith("realm: the system said no: ")


def test_two_at_once_install_once(
    tool: ModuleType, helpers: Helpers, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    other = threading.Thread(target=lambda: codes.append(tool.main([])), daemon=True)
    told_to_wait = threading.Event()

    def hear(sentence: str) -> None:
        if "waiting" in sentence:
            told_to_wait.set()

    def meanwhile() -> tuple[int, bytes]:
        other.start()
        assert told_to_wait.wait(timeout=60)
        return 0, b""

    monkeypatch.setattr(tool, "say", hear)
    helpers.answers = [meanwhile]
    codes.append(tool.main([]))
    other.join(timeout=60)

    assert codes == [0, 0]
    assert helpers.ran == ["venv", ""]


# --- handing over ---------------------------------------------------------------------------------


def script(root: Path, body: str) -> str:
    """A ready environment whose `realm` and `python` are this shell script."""
    for name in ("python", "realm"):
        file = root / ".venv" / "bin" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)
    return str(root / "tools" / "realm.py")


@pytest.fixture
def ready(tool: ModuleType) -> Path:
    """A checkout whose environment the stamp calls ready."""
    root = Path(tool.ROOT)
    venv_of(tool).mkdir()
    tool.write_stamp(str(venv_of(tool)), tool.wanted(str(venv_of(tool)), "test"))
    return root


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("args", "passed"),
    [
        (["run", "a b", "--json"], "run|a b|--json|"),
        (["test", "-k", "x y"], "-m|pytest|-n|auto|--dist|worksteal|-m|not slow|-k|x y|"),
        ([], ""),
    ],
)
def test_arguments_streams_and_exit_code_pass_through(
    args: list[str], passed: str, ready: Path
) -> None:
    main = script(ready, 'for a in "$@"; do printf "%s|" "$a"; done; cat; echo bad >&2; exit 7')

    done = subprocess.run(
        [sys.executable, main, *args], input="in", capture_output=True, text=True, check=False
    )

    assert done.returncode == 7
    assert done.stdout == passed + "in"
    assert done.stderr == "bad\n"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(("command", "inside"), [("test", True), ("check", False)])
def test_tests_run_at_the_top_and_commands_where_one_stands(
    command: str, inside: bool, ready: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, script(ready, "pwd -P"), command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(done.stdout.strip()) == (ready if inside else tmp_path).resolve()


def test_waiting_for_a_child_survives_the_interrupt(tool: ModuleType) -> None:
    class Child:
        waits = 0

        def wait(self) -> int:
            self.waits += 1
            if self.waits == 1:
                raise KeyboardInterrupt
            return 3

    assert tool.wait_for(Child()) == 3


def test_what_it_adds_for_a_command_is_an_extra_of_the_package(tool: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {*tool.EXTRAS.values()} <= {*project["optional-dependencies"]}


@pytest.mark.slow
def test_a_real_install_runs_from_anywhere_and_without_the_network_says_so(tmp_path: Path) -> None:
    """Of what plays a game; `.ci/run` begins with the same for the tests."""
    root = tmp_path / "checkout"
    kept = shutil.ignore_patterns(".*", "out*", "dist", "__pycache__", "tests")
    shutil.copytree(ROOT, root, ignore=kept)
    env = {**os.environ, "PIP_NO_INDEX": "1", "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}
    command = [sys.executable, root / "tools" / "realm.py", "--version"]

    offline = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert offline.returncode == 1
    assert offline.stderr.count("\n") == 2
    assert "pip says: ERROR: " in offline.stderr

    quick = {**os.environ, "PIP_NO_COMPILE": "1"}  # most modules are never loaded here
    online = subprocess.run(
        command, cwd=tmp_path, env=quick, capture_output=True, text=True, check=False
    )
    assert online.returncode == 0, online.stderr
    assert online.stdout.startswith("realm ")
    where = "from realm import paths; print(paths.scenario_dir())"
    python = next((root / ".venv").glob("[Sb][ci][rn]*/python*"))
    told = subprocess.check_output([python, "-I", "-c", where], cwd=tmp_path, text=True)
    assert Path(told.strip()) == root / "scenarios"
