"""Run a submission where it can do no harm.

A `Sandbox` holds one warm zygote; `Sandbox.execute` runs a notebook and returns an `Execution`, which
the judge asks for snapshots.
"""

from .execution import Execution
from .limits import CellSource, Limits
from .sandbox import Sandbox
from .snapshot import Snapshot

__all__ = ["CellSource", "Execution", "Limits", "Sandbox", "Snapshot"]
