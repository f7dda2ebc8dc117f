"""The figures as a table: printed, and kept in results.json and results.md with machine, date and commit."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from meter import Cost

GOAL_SPEED, GOAL_CPU, GOAL_CHECK, GOAL_IMPORT, GOAL_EVEN, GOAL_TWO = 40.0, 3.0, 0.1, 0.3, 0.1, 1.8
MIB = 1 << 20


def machine() -> str:
    """Processor, cores, memory, versions; no name and no path of this machine."""
    model = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "nbgrader", "distributed"))
    return f"{model}, {cores} cores, {memory:.0f} GiB; Linux {platform.release().partition('-')[0]}, " \
           f"Python {platform.python_version()}, {packages}"  # fmt: skip


def commit(root: Path) -> str:
    """Short hash, with a + when sources of the grader are changed."""

    def git(*args: str) -> str:
        done = subprocess.run(["git", "-C", str(root), *args], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", "autograder/src", "solutions", "course")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


class Table:
    """Sections of a run."""

    def __init__(self, folder: Path, root: Path, *, workers: int) -> None:
        self._folder = folder
        load = os.getloadavg()[0]
        self._head = {
            "machine": machine(), "date": datetime.now(UTC).strftime("%Y-%m-%d"), "commit": commit(root),
            "workers": workers, "load_before": round(load, 1),
        }  # fmt: skip
        self._sections: dict[str, dict[str, Any]] = {}

    def _section(self, name: str, **figures: Any) -> None:
        self._sections[name] = self._head | figures

    def compared(self, size: int, sample: int, units: int, turns: dict[str, list[Any]], before: str) -> None:
        """(a), (b), (c); of each what every turn gave, in order."""
        pairs = list(zip(turns["graded"], turns["idle"], strict=True))
        walls = [(graded.wall - idle.wall) / sample for graded, idle in pairs]
        cpus = [(graded.cpu - idle.cpu) / sample for graded, idle in pairs]
        floors = [(floor["cells"] + floor["calls"]) / size for floor in turns["floor"]]
        peak = max(graded.peak_bytes for graded in turns["graded"])
        rows = [
            _row("(a) nbgrader autograde, its start-up taken off", walls, cpus, peak),
            _row(
                "(a) nbgrader autograde, all in all", [cost.wall / sample for cost in turns["graded"]],
                [cost.cpu / sample for cost in turns["graded"]], peak,
            ),
        ]  # fmt: skip
        for name, text in (
            ("before", f"(b) autograder grade, commit {before}"),
            ("ours", "(b) autograder grade, all in all"),
        ):
            if costs := turns[name]:
                of_wall, of_cpu = [cost.wall / size for cost in costs], [cost.cpu / size for cost in costs]
                rows.append(_row(text, of_wall, of_cpu, max(cost.peak_bytes for cost in costs)))
        rows.append(
            _row(
                "(c) floor: cells and calls alone", floors, floors, max(int(item["peak_bytes"]) for item in turns["floor"])
            )
        )
        ours = turns["ours"]
        self._section(
            "compare", size=size, sample=sample, units=units, rounds=len(ours), rows=rows,
            **{
                f"floor_{part}": median(item[part] for item in turns["floor"]) / size
                for part in ("cells", "calls", "endless")
            },
            coordinator_bytes=max(cost.coordinator_bytes for cost in ours), exact_memory=ours[0].exact_memory,
            speed=median(walls) / median(cost.wall / size for cost in ours),
            cpu=median(cost.cpu / size for cost in ours) / median(floors),
            cpu_of_plain=median(cpus) / median(cost.cpu / size for cost in ours),
        )  # fmt: skip

    def scaled(self, rows: Sequence[tuple[int, Cost]], units: Sequence[str]) -> None:
        """Growing classes; the cost of each next submission, between two sizes, is what must stay the same."""
        figures: list[dict[str, Any]] = []
        for at, (size, cost) in enumerate(rows):
            one = {"size": size, "wall": cost.wall / size, "cpu": cost.cpu / size, "peak_bytes": cost.peak_bytes,
                   "coordinator_bytes": cost.coordinator_bytes}  # fmt: skip
            if at:
                less, before = rows[at - 1]
                one["next_wall"] = (cost.wall - before.wall) / (size - less)
                one["next_cpu"] = (cost.cpu - before.cpu) / (size - less)
            figures.append(one)
        self._section("scale", rows=figures, units=list(units))

    def of_workers(self, unit: str, count: int, rounds: int, rows: Sequence[dict[str, Any]], ceiling: float) -> None:
        """One worker against two: of each row the submissions per second of both, and the coordinator's CPU."""
        self._section("workers", unit=unit, count=count, rounds=rounds, rows=list(rows), ceiling=ceiling)

    def in_notebook(self, importing: dict[str, float], checks: Sequence[dict[str, Any]]) -> None:
        """The student's kernel."""
        self._section("notebook", importing=importing, checks=list(checks))

    def show(self) -> None:
        """Print."""
        print(self._text(self._sections))

    def keep(self) -> None:
        """Into the files; sections that were not measured now stay as they were."""
        path = self._folder / "results.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        kept |= self._sections
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        text = "# Figures\n\nWritten by `make bench` and `make bench-scale`; what they mean stands in README.md.\n\n"
        (self._folder / "results.md").write_text(text + self._text(kept) + "\n", encoding="utf-8")

    @staticmethod
    def _text(sections: dict[str, dict[str, Any]]) -> str:
        parts = [_TEXTS[name](sections[name]) for name in _TEXTS if name in sections]
        return "\n\n".join(parts)


def _row(name: str, walls: Sequence[float], cpus: Sequence[float], peak: int) -> dict[str, Any]:
    return {"name": name, "wall": list(walls), "cpu": list(cpus), "peak_bytes": peak}


def _spread(seconds: Sequence[float]) -> str:
    """The median in milliseconds, with the smallest and the largest."""
    low, mid, high = (1000 * value for value in (min(seconds), median(seconds), max(seconds)))
    return f"{mid:.0f} ms ({low:.0f}–{high:.0f})"


def _where(section: dict[str, Any]) -> str:
    return (
        f"{section['machine']}. {section['date']}, commit {section['commit']}, {section['workers']} workers, "
        f"load before the run {section['load_before']}."
    )


def _goal(value: float, bound: float, *, least: bool = False) -> str:
    met = value >= bound if least else value <= bound
    return "met" if met else "missed"


def _compare_text(found: dict[str, Any]) -> str:
    lines = [
        "## Grading", "", _where(found), "",
        f"{found['size']} submissions of {found['units']} units, right and wrong; (a) on {found['sample']} of them. "
        f"Medians of {found['rounds']} turns, the smallest and the largest.", "",
        "| | submissions/s | time per submission | CPU per submission | peak memory |", "|--|--:|--:|--:|--:|",
    ]  # fmt: skip
    lines += [
        f"| {row['name']} | {1 / median(row['wall']):.2f} | {_spread(row['wall'])} | {_spread(row['cpu'])} "
        f"| {row['peak_bytes'] / MIB:.0f} MiB |"
        for row in found["rows"]
    ]
    lines += [
        "",
        f"- Throughput, (b) against (a): **{found['speed']:.1f} times** (goal {GOAL_SPEED:g}: "
        f"{_goal(found['speed'], GOAL_SPEED, least=True)}); CPU of (a) is {found['cpu_of_plain']:.1f} times (b)'s.",
        f"- CPU, (b) against (c): **{found['cpu']:.2f} times** (goal {GOAL_CPU:g}: {_goal(found['cpu'], GOAL_CPU)}).",
        f"- The floor: {found['floor_cells'] * 1000:.1f} ms for the cells, {found['floor_calls'] * 1000:.1f} ms for the "
        f"judged calls. Without endless loops: given up after 10 s, they took {found['floor_endless'] * 1000:.1f} ms more.",
        f"- The coordinator's own peak: {found['coordinator_bytes'] / MIB:.0f} MiB."
        + ("" if found["exact_memory"] else " Memory counts shared pages several times (no control group)."),
    ]
    return "\n".join(lines)


def _scale_text(found: dict[str, Any]) -> str:
    classes = f"Of {', '.join(found['units'])}; a tenth of the submissions is hostile."
    lines = [
        "## Growing classes", "", _where(found), "", classes, "",
        "| submissions | wall each | CPU each | wall, each further | CPU, each further | peak memory | coordinator |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    for row in found["rows"]:
        more = [f"{row[key] * 1000:.0f} ms" if key in row else "" for key in ("next_wall", "next_cpu")]
        lines.append(
            f"| {row['size']} | {row['wall'] * 1000:.0f} ms | {row['cpu'] * 1000:.0f} ms | {more[0]} | {more[1]} | "
            f"{row['peak_bytes'] / MIB:.0f} MiB | {row['coordinator_bytes'] / MIB:.0f} MiB |"
        )
    return "\n".join(lines)


def _workers_text(found: dict[str, Any]) -> str:
    lines = [
        "## One worker and two", "", _where(found), "",
        f"{found['unit']}, {found['count']} submissions; medians of {found['rounds']} rounds.", "",
        "| | one: submissions/s | two: submissions/s | two / one | coordinator, CPU each |", "|--|--:|--:|--:|--:|",
    ]  # fmt: skip
    for row in found["rows"]:
        apart = f"each with {row['share']:g} of a core, as on machines of their own"
        lines.append(
            f"| {apart if row['share'] else 'all on the same cores'} | {row['one']:.2f} | {row['two']:.2f} "
            f"| **{row['two'] / row['one']:.2f}** | {row['coordinator'] * 1000:.0f} ms |"
        )
    lines.append("")
    for row in found["rows"]:
        if row["share"]:
            ratio = row["two"] / row["one"]
            lines.append(
                f"- Two workers with as much of a core each do **{ratio:.2f} times** the work of one (goal {GOAL_TWO:g}: "
                f"{_goal(ratio, GOAL_TWO, least=True)})."
            )
    lines.append(f"- In the same minutes two processes that only count did {found['ceiling']:.2f} times the work of one.")
    return "\n".join(lines)


def _notebook_text(found: dict[str, Any]) -> str:
    checks = found["checks"]
    worst = max(time for unit in checks for times in unit["exercises"].values() for time in times.values())
    first = max(unit["first"] for unit in checks)
    cpu = found["importing"]["cpu"]
    lines = [
        "## In the notebook", "", _where(found), "",
        f"- `import autograder` with its six names and `npml.widgets`, beyond NumPy, Matplotlib and the kernel: "
        f"**{cpu * 1000:.0f} ms** (goal {GOAL_IMPORT * 1000:g} ms: {_goal(cpu, GOAL_IMPORT)}).",
        f"- `check()` beyond the student's own code, slowest of all exercises: **{worst * 1000:.0f} ms** (goal "
        f"{GOAL_CHECK * 1000:g} ms: {_goal(worst, GOAL_CHECK)}); the first one in a kernel: {first * 1000:.0f} ms.",
        "", "| unit | right | wrong, slowest of the bank | not filled in |", "|--|--:|--:|--:|",
    ]  # fmt: skip
    for unit in checks:
        shown = []
        for kind in ("right", "wrong", "unsolved"):
            seconds, name = max((times.get(kind, 0.0), name) for name, times in unit["exercises"].items())
            shown.append(f"{seconds * 1000:.0f} ms ({name})")
        lines.append(f"| {unit['unit']} | {' | '.join(shown)} |")
    return "\n".join(lines)


_TEXTS = {"compare": _compare_text, "workers": _workers_text, "scale": _scale_text, "notebook": _notebook_text}
