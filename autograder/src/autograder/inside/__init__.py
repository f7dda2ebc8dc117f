"""What runs inside the sandbox; of this package it sees only `core`, `student`, `widgets` and `errors` besides.

bootstrap -> zygote (warm, holds no secret) -> supervisor (one per submission, pid 1 of its
namespace, never runs a student's code) -> runner (the notebook process) -> snapshot (one per
exercise, pid 1 of a namespace of its own).

Nothing here decides a point: the judge outside treats every byte that comes from the runner
or a snapshot as hostile.  Modules bind the functions that they need at import.  So a notebook
that shadows or patches a name does not make its own right results unreadable.
"""
