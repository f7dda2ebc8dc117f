"""From a submitted file to a graded notebook: read, parse, mend, run, judge, render.

`read_submission` reads the file.  `Reader` turns it into a notebook that can be run: `npml.intake`'s `parse` and
`sanitise` run in the reader's own process, with limited memory and time.
"""

from .. import lean  # noqa: F401  (must be imported first)
from .read import read_submission
from .reader import Reader

__all__ = ["Reader", "read_submission"]
