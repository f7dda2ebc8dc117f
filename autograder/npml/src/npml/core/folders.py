"""Where the course keeps a user's own files on this computer."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def user_folder() -> Path:
    """The folder of a student's record and of `grade-file`'s secret, where the operating system keeps such files.

    Raises:
        RuntimeError: there is no home folder.
    """
    found = platformdirs.user_state_path("numpy-ml-autograder", appauthor=False)
    if not found.is_absolute():  # without a home folder "~" is not expanded
        raise RuntimeError("there is no home folder")
    return found
