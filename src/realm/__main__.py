"""`python -m realm` and the command `realm`: ready for Ctrl-C before anything heavy is loaded."""

from typing import NoReturn

from realm.cli.interrupt import leave_at_once


def run() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    leave_at_once()
    from realm.cli.main import run as main

    main()


if __name__ == "__main__":
    run()
