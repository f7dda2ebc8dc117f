"""Run a submission where it can hurt nobody.

``Sandbox`` holds one warm zygote; ``execute`` runs a notebook and gives an `Execution`, which the
judge asks for snapshots.
"""

from .execution import Execution
from .limits import CellSource, Limits
from .sandbox import Sandbox
from .snapshot import Snapshot

__all__ = ["CellSource", "Execution", "Limits", "Sandbox", "Snapshot"]
