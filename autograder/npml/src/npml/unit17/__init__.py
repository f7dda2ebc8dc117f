"""17. (심화) 딥러닝 프로세스: what the unit's notebook imports.  The release makes this package from solutions/17_deep_learning_process."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
