"""04. 결정 트리와 엔트로피: what the unit's notebook imports.  The release makes this package from solutions/04_decision_tree."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
