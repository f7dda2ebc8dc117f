"""The global NumPy random state as a token: two tokens are equal if nothing was drawn in between.

`np.random.get_state` builds Python objects from 624 words, which took longer than most judged calls.  NumPy's
Mersenne twister tells the address of its state (``BitGenerator.ctypes``), so that its bytes are read instead.  Besides
them NumPy may keep the second value of a Gaussian (Box-Muller) pair; while it does, the whole state is asked for.
So it is where memory cannot be read by its address: in a Python without ``ctypes``, and in some that run in a browser.
"""

from __future__ import annotations

from typing import Any

import numpy as np

try:
    from ctypes import string_at as _string_at
except ImportError:  # Python without libffi
    _string_at = None  # type: ignore[assignment]

_get_state = np.random.get_state
_MT19937 = np.random.MT19937
#: 624 words of key and the position in it.
_BYTES = 625 * 4


class _Known:
    """The state when it was last read as a whole, and whether a Gaussian value was kept then."""

    raw: bytes | None = None
    kept = True


def rng_token() -> Any:
    """Equal to an earlier token if and only if the global random state is what it was then."""
    raw = _raw()
    if raw is not None and raw == _Known.raw and not _Known.kept:
        return raw  # equal bytes: nothing was drawn, so no value is kept since
    state: Any = _get_state(legacy=False)
    _Known.raw, _Known.kept = raw, bool(state.get("has_gauss", 1))
    if raw is not None and not _Known.kept:
        return raw
    return repr({key: value for key, value in state.items() if key != "state"}), raw or repr(state["state"])


def _raw() -> bytes | None:
    """The state's bytes, None for another generator than NumPy's default, and where they cannot be read."""
    generator: Any = getattr(_get_state, "__self__", None)
    generator = getattr(generator, "_bit_generator", None)
    if type(generator) is not _MT19937 or _string_at is None:
        return None
    try:
        return _string_at(generator.ctypes.state_address, _BYTES)
    except OSError:  # WebAssembly (WASI)
        return None
