"""The names with which an author writes a unit: hidden cases and points, checks and hints, quiz, mistakes, variants.

``from autograder.authoring import Exercise, case``; `authoring.unit` reads a unit's folder as a whole.
"""

from .. import lean  # noqa: F401  (must come before nbformat)
from .facts import Spread, over_seeds  # noqa: F401
from .vocabulary import *  # noqa: F403  (its `__all__` lists them)
