from .. import lean  # noqa: F401  (before nbformat)
