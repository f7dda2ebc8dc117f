"""Where things lie in a student's zone: the side that binds the folders and the side that lives there agree on it."""

from __future__ import annotations

#: The working directory of the notebook, which ends with the submission.
HOME = "/notebook"
#: The code that a notebook runs with, and the packages of the units, read-only.
STAGE = "/opt/course"
#: What the zygote's libraries write when they are first imported; read-only for the notebook.
CACHE = "/var/cache/zygote"
