"""What a unit is written with: hidden cases and points, checks and hints, quiz, mistakes, variants.

``from autograder.authoring import Exercise, case``; a unit's folder as a whole is `authoring.unit`.
"""

from .. import lean  # noqa: F401  (before nbformat)
from .vocabulary import *  # noqa: F403  (its own list says what)
