"""Where the course keeps a user's own files on this computer."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

#: Where a notebook in a browser (JupyterLite) sees the files that the browser keeps.  Its other folders end with the page.
_DRIVE = Path("/drive")


def user_folder() -> Path:
    """The folder of a student's record and of `grade-file`'s secret, where the operating system keeps such files.

    Raises:
        RuntimeError: there is no home folder.
    """
    if sys.platform == "emscripten" and _DRIVE.is_dir():
        return _DRIVE / ".npml"
    found = platformdirs.user_state_path("numpy-ml-autograder", appauthor=False)
    if not found.is_absolute():  # without a home folder "~" is not expanded
        raise RuntimeError("there is no home folder")
    return found
