"""Where this course keeps what belongs to a user of this computer."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def user_folder() -> Path:
    """The folder of a student's record and of the secret for loose files: where such things lie on each system.

    Raises:
        RuntimeError: there is no home folder.
    """
    found = platformdirs.user_state_path("numpy-ml-autograder", appauthor=False)
    if not found.is_absolute():  # "~" stays as it is
        raise RuntimeError("there is no home folder")
    return found
