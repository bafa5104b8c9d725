"""Show a folder in the file manager of the machine."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread


def show_folder(folder: Path) -> bool:
    """Open a folder in the file manager; say whether there is one to ask.

    It goes on by itself: some file managers stay in front until they are closed.
    """
    try:
        if sys.platform == "win32":
            os.startfile(folder)
            return True
        command = "open" if sys.platform == "darwin" else "xdg-open"
        nowhere = subprocess.DEVNULL
        asked = subprocess.Popen(
            [command, str(folder)], stdin=nowhere, stdout=nowhere, stderr=nowhere,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    Thread(target=asked.wait, daemon=True).start()
    return True
