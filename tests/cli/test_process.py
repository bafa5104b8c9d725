"""The command as a process: what it loads, how it dies, what it leaves on a pipe."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

REALM = [sys.executable, "-c", "from realm.cli.main import run; run()"]
HEAVY = {"mesa", "pygame", "matplotlib", "pyarrow", "networkx", "pandas"}


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "COLUMNS": "80", **more}


@pytest.mark.parametrize(
    "args", [["check", "small-world"], ["schema"], ["--help"], ["--version"], ["run", "nobody"]]
)
def test_commands_that_need_no_model_load_none(args: list[str]) -> None:
    code = (
        "import sys\nfrom realm.cli.main import main\n"
        f"code = main({args})\nprint(sorted(sys.modules), file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = {
        name.strip("'\" ").split(".")[0] for name in answer.stderr.rsplit("[", 1)[1].split(",")
    }
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_loads_no_numbers(args: list[str]) -> None:
    code = (
        f"import sys\nfrom realm.cli.main import main\nmain({args})\nprint('numpy' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.splitlines()[-1] == "False"


@pytest.mark.slow
@pytest.mark.parametrize("args", ["run small-world", "schema", "run small-world --json"])
@pytest.mark.skipif(os.name != "posix", reason="a POSIX pipe")
def test_a_reader_that_leaves_makes_no_noise(args: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        answer = subprocess.run(
            [*REALM, *args.split()], stdout=writer, stderr=subprocess.PIPE, text=True,
            timeout=60, env=environment(), check=False,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_interrupting_says_one_line() -> None:
    command = [*REALM, "run", "june-2025", "--turns", "400"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        time.sleep(2.0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err) == ("", "realm: interrupted.\n")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("wait", [0.1, 0.2, 0.3, 0.4])
def test_interrupting_early_leaves_no_traceback(wait: float) -> None:
    code = (
        "import sys, realm.__main__ as command\nfrom realm.cli.interrupt import leave_at_once\n"
        "leave_at_once()\nprint('ready', flush=True)\ncommand.run()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, "run", "june-2025", "--turns", "400"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "realm: interrupted.\n")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
@pytest.mark.parametrize("args", ["run small-world --turns 1", "check small-world", "--help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(args: str, closed: str) -> None:
    answer = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m realm {args} {closed}', sys.executable],
        capture_output=True, text=True, timeout=60, check=False, env=environment(),
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, "")


def test_realm_is_a_module_to_run() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "realm", "--version"], capture_output=True, text=True, check=True,
        timeout=60, env=environment(),
    )  # fmt: skip
    assert answer.stdout.startswith("realm ")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [*REALM, "run", "small-world"], stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    assert answer.returncode == 1
    assert answer.stderr == "realm: the system said no: no space left on device.\n"


@pytest.mark.slow
def test_a_terminal_without_unicode_gets_plain_bars() -> None:
    answer = subprocess.run(
        [*REALM, "run", "small-world", "--turns", "2"], capture_output=True, timeout=60,
        check=True, env=environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
    )  # fmt: skip
    assert answer.stdout.isascii()
    assert answer.stderr == b""


@pytest.mark.slow
def test_no_colour_on_a_pipe() -> None:
    answer = subprocess.run(
        [*REALM, "run", "small-world", "--turns", "2"], capture_output=True, timeout=60,
        check=True, env=environment(NO_COLOR="1"),
    )  # fmt: skip
    assert b"\x1b" not in answer.stdout
