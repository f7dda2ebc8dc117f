from .. import lean  # noqa: F401  (must come before nbformat)
