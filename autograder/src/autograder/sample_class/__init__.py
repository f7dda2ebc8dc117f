"""A class of sample students, made from the units, that shows what grading looks like without a real class."""

from .. import lean  # noqa: F401  (before nbformat)
