"""Time what begins with a new process: imports, `realm run`, and how much memory games take."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
REALM = "from realm.cli.main import run; run()"
"""What the command `realm` does."""
PEAK = """
import resource, sys
from pathlib import Path
from realm.model.model import RealmModel
RealmModel(sys.argv[1], int(sys.argv[2]), seed=1).run_model()
status = Path("/proc/self/status")
told = status.read_text().split() if status.exists() else []
if "VmHWM:" in told:
    print(float(told[told.index("VmHWM:") + 1]) / 2**10)
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (2**20 if sys.platform == "darwin" else 2**10))
"""
"""Linux lets a child begin with its parent's `ru_maxrss`; its status file does not."""


def python(code: str, *args: str) -> str:
    """Run code in a fresh Python that finds this checkout's realm; return what it prints."""
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no word"]
        raise RuntimeError(f"a child process ended with {done.returncode}: {last[0]}")
    return done.stdout


def import_seconds(module: str) -> float:
    """Import a module in a fresh Python; the start of Python itself does not count."""
    watch = (
        "import time; begun = time.perf_counter(); import {}; print(time.perf_counter() - begun)"
    )
    return float(python(watch.format(module)))


def realm_seconds(*args: str) -> float:
    """Run a `realm` command as from the shell, with the start of Python."""
    begun = time.perf_counter()
    python(REALM, *args)
    return time.perf_counter() - begun


def peak_mib(scenario: str, worlds: int) -> float:
    """Play a game in so many worlds in a fresh Python; return the most memory it held."""
    return float(python(PEAK, scenario, str(worlds)))
