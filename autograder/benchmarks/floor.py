"""The floor: the students' cells and the judged calls in one warm process, without any isolation.

No fork, no namespace, no reading, no comparison, no record: nothing but the students' own code, on the same
cells and the same calls as the grader's.  Run as ``python floor.py PLAN``; prints one JSON object.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from autograder.inside.recorder import recorder
from autograder.inside.shell import attach, create, draw_inline
from autograder.inside.zygote import DRAWING, HEAVY, PRELOAD, preload
from npml.core import program
from npml.core.arguments import Machine

#: Seconds of CPU after which a case that does not end is given up, as the judge does.
LIMIT = 10.0


class _Late(BaseException):
    """A case took too long."""


def _late(_number: int, _frame: object) -> None:
    raise _Late


def run(plan: dict[str, Any]) -> dict[str, float]:
    """Seconds of CPU for the cells, for the calls that end, and for those that do not."""
    signal.signal(signal.SIGVTALRM, _late)
    preload((*PRELOAD, *DRAWING, *HEAVY))
    shell = create()
    draw_inline()
    work = plan["work"]
    os.chdir(plan["scratch"])
    attach(shell)
    clean = dict(shell.user_ns)
    cells = calls = endless = 0.0
    for warm in (True, False):
        gc.collect()
        for _, sources, cases in work if not warm else first_of_each(work):
            shell.user_ns.clear()
            shell.user_ns.update(clean)
            begin = time.process_time()
            for source in sources:
                recorder.begin()
                shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
                recorder.drain()
            middle = time.process_time()
            for steps in cases:
                last = time.process_time()
                if not in_time(steps, shell.user_ns):
                    endless += 0.0 if warm else time.process_time() - last
                    break
            end = time.process_time()
            if not warm:
                cells += middle - begin
                calls += end - middle
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    return {"cells": cells, "calls": calls - endless, "endless": endless, "count": len(work), "peak_bytes": peak}


def first_of_each(work: list[Any]) -> list[Any]:
    """One submission of each unit, run before the clock starts."""
    found: dict[str, Any] = {}
    for item in work:
        found.setdefault(item[0], item)
    return list(found.values())


def in_time(steps: Any, names: dict[str, Any]) -> bool:
    """One case; False if it takes too long, and then what is left of the submission is left out."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        call(steps, names)
        return True
    except _Late:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def call(steps: Any, names: dict[str, Any]) -> None:
    """One case, with nothing around the student's calls."""
    machine = Machine(names)
    for step in steps:
        try:
            machine.results.append(program._perform(step, machine, []))
        except Exception:
            machine.results.append(None)
            if not program._may_fail(step):
                return


def main() -> None:
    """Run the plan that the benchmark has made."""
    answer = os.fdopen(os.dup(1), "w")
    result = run(pickle.loads(Path(sys.argv[1]).read_bytes()))
    print(json.dumps(result), file=answer, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
