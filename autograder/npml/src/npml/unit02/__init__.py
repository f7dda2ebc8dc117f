"""02. 로지스틱 회귀와 시그모이드: what the unit's notebook imports.  The release makes this package from solutions/02_logistic_regression."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
