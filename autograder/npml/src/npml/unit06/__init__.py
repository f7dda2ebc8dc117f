"""06. Adam 옵티마이저: what the unit's notebook imports.  The release makes this package from solutions/06_adam."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
