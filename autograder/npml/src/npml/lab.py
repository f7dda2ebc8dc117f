"""``python -m npml.lab``: opens the course in JupyterLab, with Korean words that stay whole.

The Korean interface and the other settings are installed with the package and hold for a plain ``jupyter lab``, too.  A
style sheet cannot be installed like that, and the first notebook cannot be opened: that is what this command adds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from .student.messages import lab as text

#: The notebook with the map of the units.
START = "00_시작.ipynb"


def arguments(folder: Path) -> list[str]:
    """The command line of ``jupyter lab`` for a folder of notebooks."""
    css = str(Path(__file__).parent)
    found = [str(folder), "--custom-css", f"--ServerApp.tornado_settings=static_custom_path={css!r}"]
    if (folder / START).is_file():
        found.append(f"--LabApp.default_url=/lab/tree/{quote(START)}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container
        found.append("--allow-root")
    return found


def main(argv: Sequence[str]) -> int:
    """Open a folder, by default ``course`` here or the working folder; further arguments are JupyterLab's."""
    given = [item for item in argv if not item.startswith("-")]
    folder = Path(given[0]) if given else Path("course") if Path("course").is_dir() else Path()
    if not folder.is_dir():
        print(text.NO_FOLDER.format(folder=folder), file=sys.stderr)
        return 2
    try:
        from jupyterlab.labapp import main as lab
    except ImportError:
        print(text.NO_JUPYTERLAB.format(python=sys.executable), file=sys.stderr)
        return 1
    lab([*arguments(folder.resolve()), *(item for item in argv if item.startswith("-"))])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
