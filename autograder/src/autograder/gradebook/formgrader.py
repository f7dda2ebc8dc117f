"""How to start JupyterLab so that formgrader works on a class folder and grades with our engine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from npml.errors import UsageError

from . import messages
from .classroom import CONFIG_FILE


def command(class_dir: Path, port: int, *, browser: bool) -> list[str]:
    """The command line that starts JupyterLab for the class folder, reachable from this machine only.

    Raises:
        UsageError: the folder is no class folder.
    """
    root = class_dir.resolve()
    if not (root / CONFIG_FILE).is_file():
        raise UsageError(messages.NO_CLASS.format(path=class_dir))
    line = [
        sys.executable, "-m", "jupyter", "lab", f"--ServerApp.root_dir={root}", f"--ServerApp.port={port}",
        "--ServerApp.ip=127.0.0.1", "--LabApp.default_url=/formgrader", "--ServerApp.default_url=/formgrader",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")
    return line


def environment(class_dir: Path) -> dict[str, str]:
    """The environment variables: the class folder's configuration, and a PATH on which nbgrader finds alembic."""
    root, programs = class_dir.resolve(), Path(sys.executable).parent
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    config = os.pathsep.join(filter(None, [str(root), os.environ.get("JUPYTER_CONFIG_PATH", "")]))
    return {**os.environ, "PATH": path, "JUPYTER_CONFIG_PATH": config}
