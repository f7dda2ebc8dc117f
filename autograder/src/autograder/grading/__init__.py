"""From a submitted file to a graded notebook: read, parse, mend, run, judge, render.

`read.read_submission` reads the file.  `reader.Reader` turns it into a notebook that can be run: `npml.intake`'s `parse`
and `sanitise` run in the reader's own process, with limited memory and time.
"""

from .. import lean  # noqa: F401  (must be imported first)
