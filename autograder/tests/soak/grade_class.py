"""Grade a class as `autograder grade` does, with limits of its own: ``python grade_class.py CLASS ROOT WORKERS OUT``.

A program of its own, so that what it leaves behind can be told from what the tests' process holds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from autograder.batch import GradingConfig, grade_on_cluster, pending, scan
from autograder.gradebook.classroom import prepare
from autograder.gradebook.record import Recorder
from autograder.grading.verdict_json import to_public
from autograder.release.project import Project
from autograder.sandbox import Limits

#: Shorter than a class's own, so that what hangs is known to hang sooner.
LIMITS = Limits(cell_seconds=5.0, notebook_seconds=20.0, definitions_seconds=10.0)


def main() -> None:
    """Grade everything and write what was found."""
    folder, root, workers, out = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    units = Project(root).units([path.name for path in sorted((folder / "submitted").glob("*/*"))[:1]])
    room = prepare(folder, units, "")
    config = GradingConfig(root / "course", root / "solutions", room.secret(), limits=LIMITS)
    found = list(scan(folder, {unit.name for unit in units}))
    objects = []
    with config.engine() as engine, Recorder(room.root, "") as recorder:
        for result in grade_on_cluster(pending(found, engine), config, workers=workers):
            assert result.graded is not None
            if result.student:
                recorder.write(result.graded)
            objects.append(to_public(result.graded, units[0]))
    out.write_text(json.dumps(objects, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
