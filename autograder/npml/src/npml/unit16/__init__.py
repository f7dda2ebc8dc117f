"""16. (심화) Keras로 옮기기: what the unit's notebook imports.  The release makes this package from solutions/16_keras."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
