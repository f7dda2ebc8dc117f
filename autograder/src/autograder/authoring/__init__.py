"""The names with which an author writes a unit: hidden cases and points, checks and hints, quiz, mistakes, variants.

``from autograder.authoring import Exercise, case``; `authoring.unit` reads a unit's folder as a whole.
"""

from .. import lean  # noqa: F401  (must come before nbformat)
from .facts import Spread as Spread
from .facts import over_seeds as over_seeds
from .vocabulary import *  # noqa: F403  (its `__all__` lists them)
