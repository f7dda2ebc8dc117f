"""How long to fuzz: a fixed number of examples in `make test`, as many as asked for in `make fuzz`.

In `make test` examples are derived from the test itself (the same on every run).  `make fuzz` draws
fresh ones and prints the seed of what it finds (`--hypothesis-seed`).
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

#: 0 in `make test`; the number of examples per test in `make fuzz`.
LONG = int(os.environ.get("AUTOGRADER_FUZZ", "0"))


def bounded(examples: int, costly: int = 1) -> settings:
    """Settings of one test: so many examples in `make test`; in `make fuzz` fewer where each is costly."""
    return settings(
        max_examples=max(examples, LONG // costly), derandomize=not LONG, deadline=None, database=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
