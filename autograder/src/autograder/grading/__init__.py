"""From a submitted file to a notebook that can be run: read, parse, mend.

``read_submission`` and ``Reader`` are what the engine uses; ``parse`` and ``sanitise`` run in the
reader's own process, which has limited memory and time.
"""

from .. import lean  # noqa: F401  (first)
from .parse import parse
from .read import MAX_BYTES, read_submission
from .reader import Reader
from .sanitise import CodeCell, Sane, sanitise

__all__ = ["MAX_BYTES", "CodeCell", "Reader", "Sane", "parse", "read_submission", "sanitise"]
