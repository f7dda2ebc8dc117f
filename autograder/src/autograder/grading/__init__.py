"""From a submitted file to a graded notebook: read, parse, mend, run, judge, render.

`read_submission` reads the file.  `Reader` turns it into a notebook that can be run: `parse` and `sanitise`
run in the reader's own process, with limited memory and time.
"""

from .. import lean  # noqa: F401  (must be imported first)
from .parse import parse
from .read import MAX_BYTES, read_submission
from .reader import Reader
from .sanitise import CodeCell, Sane, sanitise

__all__ = ["MAX_BYTES", "CodeCell", "Reader", "Sane", "parse", "read_submission", "sanitise"]
