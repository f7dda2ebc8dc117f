"""09. 소프트맥스와 크로스 엔트로피: what the unit's notebook imports.  The release makes this package from solutions/09_softmax_cross_entropy."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
