"""`realm`: the commands, and what becomes of errors: one sentence, never a traceback."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import realm
from realm.cli.batch import batch
from realm.cli.check import check
from realm.cli.interrupt import INTERRUPTED
from realm.cli.play import play
from realm.cli.replay import replay
from realm.cli.report import report
from realm.cli.reproduce import reproduce
from realm.cli.run import run as run_scenario
from realm.cli.schema import schema
from realm.cli.shipped import HELP
from realm.cli.tournament import tournament
from realm.errors import RealmError, ScenarioError, UnknownNameError

app = typer.Typer(
    name="realm",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("play", rich_help_panel="Play")(play)
app.command("replay", rich_help_panel="Play")(replay)
app.command("run", rich_help_panel="Experiment")(run_scenario)
app.command("batch", rich_help_panel="Experiment")(batch)
app.command("tournament", rich_help_panel="Experiment")(tournament)
app.command("report", rich_help_panel="Experiment")(report)
app.command("reproduce", rich_help_panel="Experiment")(reproduce)
app.command("check", rich_help_panel="Author")(check)
app.command("schema", rich_help_panel="Author")(schema)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"realm {realm.__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Hold what all commands share."""


def run() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    code = main(sys.argv[1:])
    _flush()
    sys.exit(code)


def main(args: Sequence[str]) -> int:
    """Run a command line; return 0 for success, 1 where a check failed, 2 for wrong usage."""
    if os.environ.get("COLUMNS") == "0":
        del os.environ["COLUMNS"]
    _open_closed_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        return _run(list(args))
    except KeyboardInterrupt:
        _say("interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return 0
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2 if all(not problem.line for problem in error.problems) else 1
    except UnknownNameError as error:
        _say(f"{error}.")
        return 2
    except RealmError as error:
        _say(f"{error}.")
        return 2
    except MemoryError:
        _say("there is not enough memory for this.")
        return 1
    except OSError as error:
        name = f" ({error.filename})" if error.filename else ""
        _say(f"the system said no: {(error.strerror or str(error)).lower()}{name}.")
        return 1
    except Exception as error:
        if os.environ.get("REALM_DEBUG") == "1":
            raise
        what = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else '-'}"
        _say(f"this should not happen ({what}); please report it. REALM_DEBUG=1 shows the details.")
        return 1


def _open_closed_streams() -> None:
    """Send to nowhere what goes to a stream that was closed before the start (`>&-`)."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _run(args: list[str]) -> int:
    """Hand over to typer, which leaves by SystemExit with a code."""
    stdout = sys.stdout
    code: object = 0
    try:
        app(args=args, prog_name="realm")
    except SystemExit as done:
        code = done.code
    if sys.stdout is not stdout:  # typer put another in its place: nobody reads on
        sys.stdout = stdout
        raise BrokenPipeError
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    _flush_or_raise()
    return code if isinstance(code, int) else int(code is not None)


def _say(text: str) -> None:
    """Tell the person one line, on stderr: stdout belongs to results."""
    with contextlib.suppress(OSError):
        print(f"realm: {text}", file=sys.stderr)


def _flush_or_raise() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _flush() -> None:
    """Flush before Python does, so that a closed pipe makes no noise at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _close_stdout()


def _close_stdout() -> None:
    """Send what is still to come to nowhere: nobody reads it."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
