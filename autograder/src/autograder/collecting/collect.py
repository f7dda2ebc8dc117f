"""Takes archives in: whose each file is, of which unit, what of it is new, and which version counts then."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError
from npml.intake.names import shown
from npml.intake.parse import MAX_BYTES

from ..course.lock import locked
from ..course.roster import Person, Roster
from . import messages
from .archive import OTHER_ARCHIVES, ArchiveProblem, Budget, Container, Item, open_source
from .claims import Claim, claims_of
from .joins import Known, beside, read_joins
from .matching import Match, Matcher, settle
from .receipts import Receipt, counting, read_receipts, standing, versions
from .store import Store, for_student
from .units import Looked, Units, is_notebook

#: How a row of the table ends: new; known already; in the inbox; kept, but not to be graded; not read; no notebook.
NEW, SAME, WAITS, BROKEN, PROBLEM, OTHER, DROPPED = "new", "same", "waits", "broken", "problem", "other", "dropped"


@dataclass(frozen=True)
class Row:
    """What became of one file.

    Attributes:
        state: one of the constants above.
        receipt: what is known of it; the student may be "".
        person: whose it is, if that is known.
        notes: Korean; why a person must look, or what is odd.
        item: its id in the inbox; also of what was decided by a name alone, so that it can be changed.
        candidates: who it may be.
    """

    state: str
    receipt: Receipt
    person: Person | None = None
    notes: tuple[str, ...] = ()
    item: str = ""
    candidates: tuple[Person, ...] = ()


@dataclass
class Outcome:
    """What became of everything.

    Attributes:
        rows: a file each.
        changed: submissions that have another version now than before, (student, unit).
        kept_out: submissions whose newest version does not count, because it cannot be graded.
        lms: the archives and what they were taken for.
    """

    rows: list[Row] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    kept_out: list[Receipt] = field(default_factory=list)
    lms: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def needs_look(self) -> bool:
        """Whether a person must do something."""
        return bool(self.kept_out) or any(row.state in (WAITS, BROKEN, PROBLEM) for row in self.rows)


@dataclass(frozen=True)
class _Found:
    """A notebook on its way: where it lies, and what is known of it so far; ``group`` has all who handed it in."""

    item: Item
    receipt: Receipt
    match: Match
    looked: Looked
    group: tuple[Match, ...]


@dataclass(frozen=True)
class Rules:
    """What the course decides.

    Attributes:
        zone: of times that name none.
        rule: which version counts.
        due: (student, unit) -> the due time.
        score: for the rule "best".
        patterns: names of a school's own LMS.
    """

    zone: tzinfo = UTC
    rule: str = "last"
    due: Callable[[str, str], datetime | None] = lambda student, unit: None
    score: Callable[[Receipt], float | None] = lambda receipt: None
    patterns: Sequence[re.Pattern[str]] = ()


class Collector:
    """Collects for one class."""

    def __init__(self, store: Store, roster: Roster, units: Units, rules: Rules, now: datetime | None = None) -> None:
        self._store = store
        self._roster = roster
        self._units = units
        self._rules = rules
        self._now = now or datetime.now(UTC)
        self._dry = False
        self._wanted = ""
        self._budget = Budget()
        self._out = Outcome()
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
        self._dry, self._wanted, self._budget, self._out = dry_run, unit, Budget(), Outcome()
        self._touched = {}
        joins = read_joins({item: None for path in paths for item in (path, *beside(path))}, self._rules.zone)
        archives = [path for path in paths if path.suffix.lower() != ".csv"]
        if dry_run:
            self._all(archives, joins)
        else:
            with locked(self._store.class_dir):
                self._all(archives, joins)
        return self._out

    def _all(self, paths: Sequence[Path], joins: dict[str, Known]) -> None:
        owners, self._answered = self._store.answers()
        self._joins = joins
        self._matcher = Matcher(self._roster, joins, owners)
        with self._budget:
            for path in paths:
                self._container(open_source(path, self._budget))
        for student, unit in self._touched:
            self._settle(student, unit)

    # --- one archive ----------------------------------------------------------------------------

    def _container(self, container: Container) -> None:
        claims = claims_of(container, self._rules.zone, self._rules.patterns)
        if self._are_numbers(claims):
            claims = {}  # NAME_학번_01_file looks like Canvas's USER_ATTACHMENT
        source = Receipt("", "", "", 0, container.name, container.sha256, collected=self._now)
        if container.time is not None:
            source = replace(source, source_time=datetime.fromtimestamp(container.time, UTC))
        for name, text in container.problems:
            self._row(PROBLEM, replace(source, entry=name), text)
        said = [(item, claim) for item in container.items for claim in claims.get(item.name, [None])]
        matches = settle([(claim, self._matcher.match(item, claim)) for item, claim in said])
        together: dict[int, list[Match]] = {}
        for (item, _), match in zip(said, matches, strict=True):
            together.setdefault(id(item), []).append(match)
        found: list[_Found] = []
        others: list[tuple[Receipt, Match]] = []
        for item in container.items:
            claim = claims.get(item.name, [None])[0]
            if claim is None or not claim.aside:
                mine = together[id(item)]
                receipt = self._said(source, item, claim)
                books = self._item(container, item, receipt, mine, claim, alone=not claims)
                if books is None:
                    others.append((receipt, mine[0]))
                found += books or []
        kinds = [claim[0].lms for claim in claims.values()]
        self._out.lms.append((container.name, max(kinds, key=kinds.count, default=""), len(found)))
        self._decide(found)
        self._without(found, others)

    def _without(self, found: Sequence[_Found], others: Sequence[tuple[Receipt, Match]]) -> None:
        """Name those who handed in other files, but no notebook."""
        have = {_who(one.receipt, one.match) for one in found}
        named: dict[str, Row] = {}
        for receipt, match in others:
            who = _who(receipt, match)
            if who and who not in have and _WORK.search(receipt.file):
                text = korean(messages.NO_NOTEBOOK, name=shown(receipt.file))
                student = match.person.student if match.person else ""
                named.setdefault(who, Row(OTHER, replace(receipt, student=student), match.person, (text,)))
        self._out.rows += named.values()

    def _are_numbers(self, claims: dict[str, list[Claim]]) -> bool:
        return any(
            claim.lms == "canvas" and self._roster.by_student(claim.owner.partition(":")[2]) is not None
            for several in claims.values()
            for claim in several
        )

    def _said(self, source: Receipt, item: Item, claim: Claim | None) -> Receipt:
        """What the LMS says of an item."""
        receipt = replace(source, entry=item.name, file=item.file)
        if claim is None:
            return receipt
        known = self._joins.get(claim.owner, Known())
        return replace(
            receipt, file=claim.file, lms=claim.lms, owner=claim.owner, submitted=claim.submitted or known.submitted,
            late=claim.late if claim.late is not None else known.late, order=claim.order, secret=claim.secret,
            stamp=claim.stamp,
        )  # fmt: skip

    def _item(
        self, container: Container, item: Item, receipt: Receipt, matches: list[Match], claim: Claim | None, *, alone: bool
    ) -> list[_Found] | None:
        """The notebooks that an item is or holds; None if it is something else.

        Args:
            container, item: the item and where it lies.
            receipt, matches, claim: what is known of it; several matches if several handed it in together.
            alone: no LMS is known to have made the container, so that a zip in it may be an LMS's own.
        """
        if item.is_zip:
            return self._zip(container, item, receipt, matches, lms=alone and claim is None)
        if item.file.lower().endswith(OTHER_ARCHIVES):
            self._row(PROBLEM, receipt, messages.OTHER_ARCHIVE.format(name=shown(item.name)), match=matches[0])
            return []
        try:
            raw = self._read(item)
        except ArchiveProblem as error:
            self._row(PROBLEM, receipt, str(error), match=matches[0])
            return []
        if raw is None:
            return None
        looked = self._units.look(raw, receipt.file, self._wanted)
        receipt = replace(receipt, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), unit=looked.unit)
        receipt = replace(receipt, problem=looked.problem, text=looked.text)
        return [_Found(item, receipt, matches[0], looked, tuple(matches))]

    def _read(self, item: Item) -> bytes | None:
        """The content of a notebook; None for any other file."""
        if not is_notebook(item.file, b""):
            if not item.file.lower().endswith((".json", ".txt", ".download", ".html")):
                return None
            raw = item.read(MAX_BYTES)
            return raw if is_notebook(item.file, raw[:1000] + raw[-1000:]) else None
        return item.read(MAX_BYTES)

    def _zip(
        self, container: Container, item: Item, receipt: Receipt, matches: list[Match], *, lms: bool
    ) -> list[_Found] | None:
        try:
            inner = container.inner(item, self._budget)
        except ArchiveProblem as error:
            self._row(PROBLEM, receipt, str(error), match=matches[0])
            return []
        if lms and matches[0].person is None and not item.odd:
            self._container(inner)  # an archive of an LMS in an archive
            return []
        found: list[_Found] = []
        for name, text in inner.problems:
            self._row(PROBLEM, replace(receipt, entry=f"{item.name} > {name}"), text, match=matches[0])
        for one in inner.items:
            # Whatever stands in a student's own archive, it is that student's.
            below = replace(receipt, entry=f"{receipt.entry} > {one.name}", file=one.file)
            found += self._item(inner, one, below, matches, None, alone=False) or []
        return found or None

    # --- decisions ------------------------------------------------------------------------------

    def _decide(self, found: Iterable[_Found]) -> None:
        by_place: dict[tuple[str, str], list[_Found]] = {}
        for one in found:
            for match in one.group:
                self._sort(replace(one, match=match), by_place)
        for (student, unit), several in by_place.items():
            for one, unclear in _ordered(several):
                if unclear and not self._is_known(one, student, unit):
                    self._ask(one, korean(messages.SEVERAL_FILES, unit=unit, count=len(several)), "several")
                else:
                    self._keep(one, student, unit)

    def _sort(self, one: _Found, by_place: dict[tuple[str, str], list[_Found]]) -> None:
        """Put a notebook to the others of its student and unit, or into the inbox."""
        answer = self._answered.get(self._store.item_id(one.receipt))
        if answer is not None:  # a person took it out of the inbox
            students, unit = answer
            people = [person for student in students if (person := self._roster.by_student(student))]
            if not people:
                self._row(DROPPED, one.receipt)
            for person in people:
                chosen = replace(one, match=Match(person, "assigned"), receipt=replace(one.receipt, unit=unit))
                by_place.setdefault((person.student, unit), []).append(chosen)
        elif one.match.why == "nobody":
            self._row(DROPPED, one.receipt)
        elif one.match.person is None:
            self._ask(one, messages.WHY_UNSURE[one.match.why].format(said=shown(one.match.said)), one.match.why)
        elif not one.receipt.unit:
            self._ask(one, one.looked.text, "unit")
        else:
            by_place.setdefault((one.match.person.student, one.receipt.unit), []).append(one)

    def _is_known(self, one: _Found, student: str, unit: str) -> bool:
        receipts = standing(read_receipts(self._store.class_dir, student, unit))
        return one.receipt.sha256 in {item.sha256 for item in receipts}

    def _keep(self, one: _Found, student: str, unit: str) -> None:
        receipt = for_student(one.receipt, student, unit, one.match.why, one.match.said)
        earlier = list(self._receipts(student, unit))
        known = any(item.seen == receipt.seen for item in standing(earlier))
        same = known or any(item.sha256 == receipt.sha256 for item in versions(earlier)[-1:])
        if not self._dry and (not known or not self._store.version(student, unit, receipt.sha256).is_file()):
            self._store.keep(one.item.read(MAX_BYTES), receipt)
        if not known:
            self._touched[student, unit].append(receipt)
        if not self._dry:
            self._store.remove(self._store.item_id(one.receipt))  # it may have waited for a longer roster
        notes = [one.looked.text, one.looked.note]
        if one.match.other:
            notes.append(messages.OTHER_NUMBER.format(file=shown(receipt.file), number=one.match.other))
        if not same and any(item.sha256 == receipt.sha256 for item in earlier):
            notes.append(messages.BACK)
        state = BROKEN if receipt.problem else SAME if same else NEW
        item = self._store.item_id(receipt) if one.match.weak else ""
        self._row(state, receipt, *notes, person=one.match.person, item=item)

    def _receipts(self, student: str, unit: str) -> list[Receipt]:
        """The receipts of a submission, with those of this call; what lies in submitted/ by hand becomes a version."""
        if (student, unit) not in self._touched:
            if not self._dry:
                self._store.keep_what_lies_there(student, unit, self._now)
            self._touched[student, unit] = read_receipts(self._store.class_dir, student, unit)
        return self._touched[student, unit]

    def _ask(self, one: _Found, text: str, why: str) -> None:
        receipt = replace(one.receipt, why=why, said=text)
        if one.match.person is not None and one.receipt.unit == "":
            text = korean(messages.WHICH_UNIT, text=text)
        people = one.match.candidates or ((one.match.person,) if one.match.person else ())
        item = self._store.item_id(receipt)
        if not self._dry:
            item = self._store.ask(one.item.read(MAX_BYTES), receipt, [person.student for person in people])
        self._out.rows.append(Row(WAITS, receipt, None, (text,), item, people))

    def _row(
        self,
        state: str,
        receipt: Receipt,
        *notes: str,
        match: Match | None = None,
        person: Person | None = None,
        item: str = "",
    ) -> None:
        person = person or (match.person if match is not None else None)
        if person is not None:
            receipt = replace(receipt, student=person.student)
        self._out.rows.append(Row(state, receipt, person, tuple(filter(None, notes)), item))

    # --- what counts ----------------------------------------------------------------------------

    def _settle(self, student: str, unit: str) -> None:
        """Put the version that counts in its place."""
        receipts = self._touched[student, unit]
        rules = self._rules
        chosen = counting(receipts, rules.rule, rules.due(student, unit), rules.score)
        if chosen is None:
            if receipts and not self._dry and self._store.take_away(student, unit):
                self._out.changed.append((student, unit))
            return
        newest = versions(receipts)[-1]
        if newest.problem and newest.sha256 != chosen.sha256:
            self._out.kept_out.append(newest)
        if not self._dry and self._store.place(chosen):
            self._out.changed.append((student, unit))

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
            if not any(known.seen == own.seen for known in standing(earlier)):
                self._store.keep(raw, own)
                self._touched[person.student, unit].append(own)
            self._row(BROKEN if own.problem else NEW, own, own.text, person=person)
        # An account is learned only where it was in question, not where a file was chosen.
        learned = receipt if _is_of_account(receipt) else replace(receipt, owner="")
        self._store.answer(item, learned, [person.student for person in people], unit, self._now)
        if not people:
            self._row(DROPPED, receipt)


def _is_of_account(receipt: Receipt) -> bool:
    """Whether the question was whose account it is."""
    return receipt.why not in ("several", "unit", "forged", "odd")


#: Files that somebody may have handed in instead of a notebook.
_WORK = re.compile(r"\.(?:py|html?|pdf|hwpx?|docx?|txt|zip)$", re.I)


def _who(receipt: Receipt, match: Match) -> str:
    """The student or the account in the LMS; "" if neither is known."""
    return match.person.student if match.person else receipt.owner


def _ordered(several: Sequence[_Found]) -> Iterator[tuple[_Found, bool]]:
    """The notebooks of one student and unit in one archive, and whether it is unclear which of them is the newest."""
    usable = {one.receipt.sha256: one for one in several if not one.receipt.problem}
    moments = {(one.receipt.submitted, one.receipt.order) for one in usable.values()}
    unclear = len(usable) > 1 and len(moments) < len(usable)
    for one in sorted(several, key=lambda one: (one.receipt.latest, one.receipt.order)):
        yield one, unclear and not one.receipt.problem
