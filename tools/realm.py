"""Run any command of Realm on a bare machine: make .venv, install, then hand over.

    python3 tools/realm.py run june-2025     any `realm` command
    python3 tools/realm.py test [...]        the quick tests; further arguments go to pytest

Needs the standard library only. It is written in the Python that 2.7 and 3.6 know too, so that
they get as far as the sentence that asks for a newer one. REALM_VENV names another folder than
.venv, relative to the checkout.

What is ready is written in a stamp inside the environment, as the last thing after an install
and removed as the first before one; so whatever breaks in between is repaired by the next call.
A lock, which the system drops when its holder dies, lets one call install at a time.
"""

from __future__ import print_function

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXTRAS = {
    "test": "test",
    "play": "window",
    "batch": "lab",
    "reproduce": "lab",
    "tournament": "lab",
    "report": "lab",
}
MARK = "made-by-realm"
STAMP = "realm-stamp.json"
LOG = "realm-pip.log"
INTERRUPTED = 130


class SorryError(Exception):
    """Carry the one sentence to say before giving up."""


def main(args):
    """Prepare the environment, run the command in it, and return its exit code."""
    try:
        if sys.version_info[:2] < OLDEST:
            raise SorryError(
                "Python %d.%d or newer is needed; this one is %d.%d (%s)."
                % (OLDEST + tuple(sys.version_info[:2]) + (sys.executable,))
            )
        venv = os.path.join(ROOT, os.environ.get("REALM_VENV") or ".venv")
        prepare(venv, EXTRAS.get(args[0]) if args else None)
        return hand_over(venv, args)
    except SorryError as sorry:
        say(str(sorry))
        return 1
    except KeyboardInterrupt:
        say("interrupted; call it again to go on.")
        return INTERRUPTED
    except EnvironmentError as error:  # OSError and IOError, by the name that 2.7 knows too
        say("the system said no: %s." % error)
        return 1


def say(text):
    """Tell the person one line, on stderr: stdout belongs to the command."""
    print("realm: " + text, file=sys.stderr)
    sys.stderr.flush()


# --- is it ready? ---------------------------------------------------------------------------------


def wanted(venv, extra):
    """Return the stamp that an environment must bear to be ready for use with this extra."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {
        "extras": [extra] if extra else [],
        "place": os.path.realpath(venv),
        "pyproject": digest,
        "python": "%s %d.%d" % ((sys.implementation.name,) + tuple(sys.version_info[:2])),
    }


def stamped(venv):
    """Return the environment's stamp, or an empty one where there is none that can be read."""
    try:
        with open(os.path.join(venv, STAMP)) as file:
            stamp = json.load(file)
    except (EnvironmentError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def has_base(have, want):
    """Tell whether the environment itself is fit: this Python's, at this place."""
    return all(have.get(key) == want[key] for key in ("place", "python"))


def is_ready(venv, have, want):
    """Tell whether nothing needs to be done."""
    return (
        has_base(have, want)
        and have.get("pyproject") == want["pyproject"]
        and set(want["extras"]) <= set(have.get("extras", []))
        and os.path.exists(python_of(venv))
        and os.path.exists(program(venv, "realm"))
    )


def python_of(venv):
    """Return the path of the environment's Python."""
    return program(venv, "python")


def program(venv, name):
    """Return the path of a program in the environment."""
    if os.name == "nt":
        return os.path.join(venv, "Scripts", name + ".exe")
    return os.path.join(venv, "bin", name)


# --- make it ready --------------------------------------------------------------------------------


def prepare(venv, extra):
    """Make and install what is missing, one call at a time, and return when all is ready."""
    want = wanted(venv, extra)
    if is_ready(venv, stamped(venv), want):
        return
    with Lock(venv + ".lock"):
        have = stamped(venv)  # again: another call may have done the work while this one waited
        if not is_ready(venv, have, want):
            renew(venv, have, want)


def renew(venv, have, want):
    """Bring the environment from what it has to what is wanted."""
    whole = has_base(have, want) and os.path.exists(python_of(venv))
    extras = sorted(set(want["extras"]) | set(have.get("extras", [])))
    say(plan(venv, have, want, whole))
    if not whole:
        clear(venv)
        make(venv)
    remove(os.path.join(venv, STAMP))
    try:
        install(venv, extras)
    except SorryError:
        if whole:  # pip leaves what was there as it was, so the next call need not begin anew
            write_stamp(venv, have)
        raise
    write_stamp(venv, dict(want, extras=extras))


def plan(venv, have, want, whole):
    """Say in one line what will be done, and why."""
    name = os.path.basename(venv)
    what = "realm[%s]" % ",".join(want["extras"]) if want["extras"] else "realm"
    if not os.path.lexists(venv):
        return "making %s and installing %s (first time, about a minute) ..." % (name, what)
    if whole and have.get("pyproject") != want["pyproject"]:
        return "pyproject.toml has changed; installing %s again ..." % what
    if whole:
        return "adding what is missing for %s to %s ..." % (what, name)
    reason = "it is not whole"
    if have.get("python", want["python"]) != want["python"]:
        reason = "it is of another Python (%s)" % have["python"]
    elif have.get("place", want["place"]) != want["place"]:
        reason = "it was moved"
    return "making %s anew, since %s, and installing %s (about a minute) ..." % (name, reason, what)


def clear(venv):
    """Remove an environment that this tool made; move anything else out of the way, whole."""
    if not os.path.lexists(venv):
        return
    if os.path.islink(venv) or not os.path.exists(os.path.join(venv, MARK)):
        move_aside(venv)
        return
    remove(os.path.join(venv, STAMP))
    for name in os.listdir(venv):
        path = os.path.join(venv, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        elif name != MARK:  # so that a removal cut short is known for one
            os.remove(path)


def move_aside(venv):
    """Rename what somebody else made, so that nothing of theirs is lost."""
    number = 1
    while os.path.lexists("%s-old-%d" % (venv, number)):
        number += 1
    aside = "%s-old-%d" % (venv, number)
    os.rename(venv, aside)
    say("what was there is not this tool's; it is kept as %s." % os.path.basename(aside))


def make(venv):
    """Make the empty environment, marked as this tool's before anything else is in it."""
    if not os.path.isdir(venv):
        os.makedirs(venv)
    open(os.path.join(venv, MARK), "w").close()
    base = getattr(sys, "_base_executable", None) or sys.executable
    code, output = run_quietly([base, "-m", "venv", venv])
    if code:
        raise SorryError(
            "Python could not make %s (Debian and Ubuntu want the package python3-venv for it): %s"
            % (os.path.basename(venv), telling_line(output))
        )


def install(venv, extras):
    """Install the checkout, editable, with these extras, by the environment's own pip."""
    target = ROOT + ("[%s]" % ",".join(extras) if extras else "")
    code, output = run_quietly(
        [
            python_of(venv),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "-e",
            target,
        ]
    )
    log = os.path.join(venv, LOG)
    with open(log, "wb") as file:
        file.write(output)
    if code:
        raise SorryError(
            "could not install (is this machine online? pip's words are in %s); pip says: %s"
            % (os.path.relpath(log, ROOT), telling_line(output))
        )


def run_quietly(command):
    """Run a helper program and return its exit code and everything it said.

    It inherits the lock, so that a helper that outlives this call still keeps others waiting.
    """
    env = dict(os.environ, PIP_USER="0")
    env.pop("PYTHONHOME", None)
    with open(os.devnull) as nothing:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=nothing,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            close_fds=False,
        )
        try:
            output, _ = child.communicate()
        except KeyboardInterrupt:
            child.terminate()
            child.wait()
            raise
    return child.returncode, output


def telling_line(output):
    """Return the line that says why: the last that starts with ERROR, or else the last of all."""
    lines = [
        line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()
    ]
    errors = [line for line in lines if line.startswith(("ERROR:", "Error:"))]
    return (errors or lines or ["nothing"])[-1]


def write_stamp(venv, stamp):
    """Write, as the last thing of all and in one move, what the environment is ready for."""
    path = os.path.join(venv, STAMP)
    with open(path + ".new", "w") as file:
        json.dump(stamp, file, indent=1, sort_keys=True)
    os.replace(path + ".new", path)


def remove(path):
    """Remove a file that may not be there."""
    if os.path.lexists(path):
        os.remove(path)


class Lock(object):
    """Let one call at a time pass; the system opens the lock when its holder ends, however."""

    def __init__(self, path):
        """Remember where the lock lies; the file stays there, empty, between calls."""
        self.path = path

    def __enter__(self):
        """Wait until nobody else holds the lock."""
        self.file = open(self.path, "a+")  # noqa: SIM115 (closed by __exit__)
        os.set_inheritable(self.file.fileno(), True)
        told = False
        while not try_lock(self.file):
            if not told:
                say("another call is installing; waiting for it ...")
                told = True
            time.sleep(0.2)

    def __exit__(self, *error):
        """Let the next one pass."""
        self.file.close()


def try_lock(file):
    """Lock an open file if nobody else does; where files cannot be locked, go on without."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return True
    except EnvironmentError as error:
        return not is_held(error)
    return True


def is_held(error):
    """Tell a lock that another holds from a file system that knows no locks."""
    import errno

    return error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


# --- hand over ------------------------------------------------------------------------------------


def hand_over(venv, args):
    """Run the command in the environment and return its exit code."""
    if args[:1] == ["test"]:
        os.chdir(ROOT)
        spread = ["-n", "auto", "--dist", "worksteal"]
        command = [python_of(venv), "-m", "pytest"] + spread + ["-m", "not slow"] + args[1:]
    else:
        command = [program(venv, "realm")] + args
    if os.name == "nt":  # where exec does not wait
        return wait_for(subprocess.Popen(command))
    sys.stdout.flush()
    os.execv(command[0], command)
    return 0  # not reached


def wait_for(child):
    """Wait for a child to end by itself, also through Ctrl-C, which reaches it too."""
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
