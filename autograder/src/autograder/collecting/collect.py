"""Takes archives in: what of them is new, what a person must decide, and which version counts then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError
from npml.intake.names import shown
from npml.intake.parse import MAX_BYTES

from ..course.lock import locked
from ..course.roster import Person, Roster
from . import messages
from .archive import ArchiveProblem, Budget, open_source
from .finding import Finder, Found
from .joins import beside, read_joins
from .matching import Match
from .outcome import BROKEN, DROPPED, NEW, PROBLEM, SAME, WAITS, Outcome, Rules
from .receipts import Receipt, counting, read_receipts, standing, versions
from .store import Store, for_student
from .units import Units


class Collector:
    """Collects for one class."""

    def __init__(self, store: Store, roster: Roster, units: Units, rules: Rules, now: datetime | None = None) -> None:
        self._store = store
        self._roster = roster
        self._units = units
        self._rules = rules
        self._now = now or datetime.now(UTC)
        self._dry = False
        self._out = Outcome()
        self._answered: Mapping[str, tuple[list[str], str]] = {}
        self._touched: dict[tuple[str, str], list[Receipt]] = {}

    def collect(self, paths: Sequence[Path], unit: str = "", *, dry_run: bool = False) -> Outcome:
        """Take in files and folders; CSV files among them and beside them say who an LMS's ids are.

        Args:
            paths: what the LMS gave.
            unit: the unit of all of it, where it is known.
            dry_run: say what would be done; nothing is written.

        Raises:
            ArchiveProblem: one of the paths cannot be read at all.
            UsageError: another collector is at work, or a student number cannot be used.
        """
        self._dry, self._out, self._touched = dry_run, Outcome(), {}
        joins = read_joins({item: None for path in paths for item in (path, *beside(path))}, self._rules.zone)
        archives = [path for path in paths if path.suffix.lower() != ".csv"]
        with Budget() as budget:
            if not dry_run:
                budget.enter_context(locked(self._store.class_dir))
            accounts, self._answered = self._store.answers()
            finder = Finder(
                self._store.class_dir,
                self._roster,
                self._units,
                self._rules,
                joins,
                accounts,
                budget,
                self._out,
                self._now,
                unit,
            )
            for path in archives:
                for found in finder.batches(open_source(path, budget)):
                    self._decide(found)
            for place in self._touched:
                self._settle(*place)
        return self._out

    # --- decisions ------------------------------------------------------------------------------

    def _decide(self, found: Iterable[Found]) -> None:
        by_place: dict[tuple[str, str], list[Found]] = {}
        for one in found:
            for match in one.group:
                self._sort(replace(one, match=match), by_place)
        for (student, unit), several in by_place.items():
            for one, unclear in _ordered(several):
                if unclear and not self._is_known(one, student, unit):
                    self._ask(one, korean(messages.SEVERAL_FILES, unit=unit, count=len(several)), "several")
                else:
                    self._keep(one, student, unit)

    def _sort(self, one: Found, by_place: dict[tuple[str, str], list[Found]]) -> None:
        """Put a notebook to the others of its student and unit, or into the inbox."""
        answer = self._answered.get(self._store.item_id(one.receipt))
        if answer is not None:  # a person took it out of the inbox
            students, unit = answer
            people = [person for student in students if (person := self._roster.by_student(student))]
            if not people:
                self._out.add(DROPPED, one.receipt)
            for person in people:
                chosen = replace(one, match=Match(person, "assigned"), receipt=replace(one.receipt, unit=unit))
                by_place.setdefault((person.student, unit), []).append(chosen)
        elif one.match.why == "nobody":
            self._out.add(DROPPED, one.receipt)
        elif one.match.person is None:
            self._ask(one, messages.WHY_UNSURE[one.match.why].format(said=shown(one.match.said)), one.match.why)
        elif not one.receipt.unit:
            self._ask(one, one.looked.text, "unit")
        else:
            by_place.setdefault((one.match.person.student, one.receipt.unit), []).append(one)

    def _content(self, one: Found) -> bytes | None:
        """The content once more; None, and a row that says so, if it is not what it was a moment ago."""
        try:
            raw = one.item.read(MAX_BYTES)
        except ArchiveProblem as error:
            self._out.add(PROBLEM, one.receipt, str(error), person=one.match.person)
            return None
        if hashlib.sha256(raw).hexdigest() != one.receipt.sha256:
            self._out.add(
                PROBLEM, one.receipt, messages.CHANGING.format(name=shown(one.receipt.entry)), person=one.match.person
            )
            return None
        return raw

    def _is_known(self, one: Found, student: str, unit: str) -> bool:
        receipts = standing(read_receipts(self._store.class_dir, student, unit))
        return one.receipt.sha256 in {item.sha256 for item in receipts}

    def _keep(self, one: Found, student: str, unit: str) -> None:
        receipt = for_student(one.receipt, student, unit, one.match.why, one.match.said)
        if (raw := self._content(one)) is None:
            return
        earlier = list(self._receipts(student, unit))
        known = any(receipt.says_nothing_new(item) for item in standing(earlier))
        same = known or any(item.sha256 == receipt.sha256 for item in versions(earlier)[-1:])
        if not self._dry and (not known or not self._store.version(student, unit, receipt.sha256).is_file()):
            self._store.keep(raw, receipt)
        if not known:
            self._touched[student, unit].append(receipt)
        if not self._dry:
            self._store.remove(self._store.item_id(one.receipt))  # it may have waited for a longer roster
        notes = [one.looked.text, one.looked.note]
        if one.match.other:
            notes.append(korean(messages.OTHER_NUMBER, file=shown(receipt.file), number=one.match.other))
        if not same and any(item.sha256 == receipt.sha256 for item in earlier):
            notes.append(messages.BACK)
        state = BROKEN if receipt.problem else SAME if same else NEW
        item = self._store.item_id(receipt) if one.match.weak else ""
        self._out.add(state, receipt, *notes, person=one.match.person, item=item)

    def _receipts(self, student: str, unit: str) -> list[Receipt]:
        """The receipts of a submission, with those of this call; what lies in submitted/ by hand becomes a version."""
        if (student, unit) not in self._touched:
            if not self._dry:
                self._store.keep_what_lies_there(student, unit, self._now)
            self._touched[student, unit] = read_receipts(self._store.class_dir, student, unit)
        return self._touched[student, unit]

    def _ask(self, one: Found, text: str, why: str) -> None:
        receipt = replace(one.receipt, why=why, said=text)
        if one.match.person is not None and one.receipt.unit == "":
            text = korean(messages.WHICH_UNIT, text=text)
        people = one.match.candidates or ((one.match.person,) if one.match.person else ())
        item = self._store.item_id(receipt)
        if (raw := self._content(one)) is None:
            return
        if not self._dry:
            item = self._store.ask(raw, receipt, [person.student for person in people])
        self._out.add(WAITS, receipt, text, item=item, candidates=people)

    # --- what counts ----------------------------------------------------------------------------

    def _settle(self, student: str, unit: str) -> None:
        """Put the version that counts in its place."""
        receipts = self._touched[student, unit]
        rules = self._rules
        chosen = counting(receipts, rules.rule, rules.due(student, unit), rules.score or self._store.score)
        if chosen is None:
            if receipts and not self._dry and self._store.take_away(student, unit):
                self._out.changed.append((student, unit))
            return
        newest = versions(receipts)[-1]
        if newest.problem and newest.sha256 != chosen.sha256:
            self._out.kept_out.append(newest)
        if not self._dry and self._store.place(chosen):
            self._out.changed.append((student, unit))

    def choose_again(self) -> Outcome:
        """Choose anew in all that was collected, because the rule, a due time or a score has changed.

        Raises:
            UsageError: another collector is at work.
        """
        self._dry, self._out, self._touched = False, Outcome(), {}
        with locked(self._store.class_dir):
            for student, unit in self._store.places():
                self._receipts(student, unit)
                self._settle(student, unit)
        return self._out

    # --- answers --------------------------------------------------------------------------------

    def assign(self, item: str, numbers: Sequence[str], unit: str = "") -> Outcome:
        """Decide that something is these students' (several for a group); for none, it is nobody's.

        It may wait in the inbox, or have been taken for somebody's already, by a person or by its name.  Other things that
        wait and are of the same account in the LMS are decided, too.

        Raises:
            UsageError: there is no such thing, no such student, or the unit is not known.
        """
        self._dry, self._out, self._touched = False, Outcome(), {}
        people = [self._person(number) for number in numbers]
        with locked(self._store.class_dir):
            kept = self._store.kept(item)
            if kept:
                receipt = kept[0]
                raw = self._store.version(receipt.student, receipt.unit, receipt.sha256).read_bytes()
                if not people:
                    self._store.ask(raw, receipt, [wrong.student for wrong in kept])  # so that it can be fetched back
            else:
                receipt, _, raw = self._store.waits(item)
            unit = unit or receipt.unit
            if people and not unit:
                raise UsageError(messages.NEEDS_UNIT.format(item=item))
            self._assign(item, receipt, raw, people, unit)
            for wrong in kept:
                if (wrong.student, wrong.unit) not in {(person.student, unit) for person in people}:
                    self._receipts(wrong.student, wrong.unit).append(self._store.withdraw(wrong, self._now))
            for other, waiting, _ in self._store.waiting():
                same = receipt.owner and waiting.owner == receipt.owner and _is_of_account(waiting)
                if same and waiting.unit and len(people) == 1 and _is_of_account(receipt):
                    self._assign(other, waiting, self._store.waits(other)[2], people, waiting.unit)
            for student, of in self._touched:
                self._settle(student, of)
        return self._out

    def _person(self, number: str) -> Person:
        person = self._roster.by_student(number)
        if person is None:
            raise UsageError(korean(messages.NO_STUDENT, number=shown(number)))
        return person

    def _assign(self, item: str, receipt: Receipt, raw: bytes, people: Sequence[Person], unit: str) -> None:
        if people and unit != receipt.unit:
            looked = self._units.look(raw, receipt.file, unit)
            receipt = replace(receipt, problem=looked.problem if looked.problem != "other" else "", text=looked.text)
        for person in people:
            own = for_student(receipt, person.student, unit, "assigned")
            earlier = self._receipts(person.student, unit)
            if not any(own.says_nothing_new(known) for known in standing(earlier)):
                self._store.keep(raw, own)
                self._touched[person.student, unit].append(own)
            self._out.add(BROKEN if own.problem else NEW, own, own.text, person=person)
        # An account is learned only where it was in question, not where a file was chosen.
        learned = receipt if _is_of_account(receipt) else replace(receipt, owner="")
        self._store.answer(item, learned, [person.student for person in people], unit, self._now)
        if not people:
            self._out.add(DROPPED, replace(receipt, student=""))


def _is_of_account(receipt: Receipt) -> bool:
    """Whether the question was whose account it is."""
    return receipt.why not in ("several", "unit", "forged", "odd")


def _ordered(several: Sequence[Found]) -> Iterator[tuple[Found, bool]]:
    """The notebooks of one student and unit in one archive, and whether it is unclear which of them is the newest."""
    usable = {one.receipt.sha256: one for one in several if not one.receipt.problem}
    moments = {(one.receipt.submitted, one.receipt.order) for one in usable.values()}
    unclear = len(usable) > 1 and len(moments) < len(usable)
    for one in sorted(several, key=lambda one: (one.receipt.latest, one.receipt.order)):
        yield one, unclear and not one.receipt.problem
