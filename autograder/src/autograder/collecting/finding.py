"""Finds the notebooks in an archive, with all that is known of each: from where, when, whose, of which unit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from npml.core.josa import korean
from npml.intake.names import shown
from npml.intake.parse import MAX_BYTES

from ..course.roster import Roster
from . import messages
from .archive import OTHER_ARCHIVES, ArchiveProblem, Budget, Container, Item
from .claims import Claim
from .joins import Known
from .matching import Match, Matcher, settle
from .outcome import OTHER, PROBLEM, Outcome, Rules
from .readers import claims_of
from .receipts import Receipt, folder_of, read_receipts
from .units import Looked, Units, is_notebook

#: Files that somebody may have handed in instead of a notebook.
_WORK = re.compile(r"\.(?:py|html?|pdf|hwpx?|docx?|txt|zip)$", re.I)
#: How far the clocks of an LMS and of this machine may differ.
_SLACK = timedelta(minutes=10)


@dataclass(frozen=True)
class Found:
    """A notebook on its way: where it lies, and what is known of it so far; ``group`` has all who handed it in."""

    item: Item
    receipt: Receipt
    match: Match
    looked: Looked
    group: tuple[Match, ...]


class Finder:
    """Looks through archives.

    Args:
        class_dir: the class folder, whose receipts spare looking again at what is known.
        roster, units, rules: of the course.
        joins: what tables of the LMS say of its ids.
        answers: `Matcher`.
        budget: what may still be read.
        out: gets the rows of what is no notebook or cannot be read.
        now: the time of collecting.
        wanted: the unit of all of it, where it is known.
    """

    def __init__(
        self, class_dir: Path, roster: Roster, units: Units, rules: Rules, joins: Mapping[str, Known],
        answers: Mapping[str, Sequence[str]], budget: Budget, out: Outcome, now: datetime, wanted: str,
    ) -> None:  # fmt: skip
        self._class_dir = class_dir
        self._roster = roster
        self._units = units
        self._rules = rules
        self._joins = joins
        self._matcher = Matcher(roster, joins, answers)
        self._budget = budget
        self._out = out
        self._now = now
        self._wanted = wanted
        self._inner: list[Container] = []

    def batches(self, container: Container) -> Iterator[list[Found]]:
        """The notebooks of a container, and those of each archive of an LMS that lies in it."""
        yield self._container(container)
        while self._inner:
            yield self._container(self._inner.pop(0))

    def _container(self, container: Container) -> list[Found]:
        claims = claims_of(container, self._rules.zone, self._rules.patterns)
        if self._are_numbers(claims):
            claims = {}  # NAME_학번_01_file looks like Canvas's USER_ATTACHMENT
        source = Receipt("", "", "", 0, container.name, container.sha256, collected=self._now)
        if container.time is not None:
            source = replace(source, source_time=datetime.fromtimestamp(container.time, UTC))
        for name, text in container.problems:
            self._out.add(PROBLEM, replace(source, entry=name), text)
        said = [(item, claim) for item in container.items for claim in claims.get(item.name, [None])]
        matches = settle([(claim, self._matcher.match(item, claim)) for item, claim in said])
        together: dict[int, list[Match]] = {}
        for (item, _), match in zip(said, matches, strict=True):
            together.setdefault(id(item), []).append(match)
        alone = all(claim[0].lms == "classroom" for claim in claims.values())
        found: list[Found] = []
        others: list[tuple[Receipt, Match]] = []
        for item in container.items:
            claim = claims.get(item.name, [None])[0]
            if claim is None or not claim.aside:
                mine = together[id(item)]
                receipt = self._said(source, item, claim)
                books = self._item(container, item, receipt, mine, claim, alone=alone)
                if books is None:
                    others.append((receipt, mine[0]))
                found += books or []
        kinds = [claim[0].lms for claim in claims.values()]
        self._out.lms.append((container.name, max(kinds, key=kinds.count, default=""), len(found)))
        self._without(found, others)
        return found

    def _without(self, found: Sequence[Found], others: Sequence[tuple[Receipt, Match]]) -> None:
        """Name those who handed in other files, but no notebook."""
        have = {_who(one.receipt, one.match) for one in found}
        named: dict[str, tuple[Receipt, Match, str]] = {}
        for receipt, match in others:
            who = _who(receipt, match)
            if who and who not in have and _WORK.search(receipt.file):
                text = korean(messages.NO_NOTEBOOK, name=shown(receipt.file))
                named.setdefault(who, (receipt, match, text))
        for receipt, match, text in named.values():
            self._out.add(OTHER, receipt, text, person=match.person)

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
        when = claim.submitted or known.submitted
        if when is not None and source.source_time is not None and when > source.source_time + _SLACK:
            when = None  # the table is newer than the archive, and speaks of a later submission
        return replace(
            receipt, file=claim.file, lms=claim.lms, owner=claim.owner, submitted=when,
            late=claim.late if claim.late is not None else known.late, order=claim.order, secret=claim.secret,
            stamp=claim.stamp,
        )  # fmt: skip

    def _item(
        self, container: Container, item: Item, receipt: Receipt, matches: list[Match], claim: Claim | None, *, alone: bool
    ) -> list[Found] | None:
        """The notebooks that an item is or holds; None if it is something else.

        Args:
            container, item: the item and where it lies.
            receipt, matches, claim: what is known of it; several matches if several handed it in together.
            alone: no LMS is known to have made the container, so that a zip in it may be an LMS's own.
        """
        if item.is_zip:
            return self._zip(container, item, receipt, matches, lms=alone)
        if item.file.lower().endswith(OTHER_ARCHIVES):
            self._out.add(PROBLEM, receipt, messages.OTHER_ARCHIVE.format(name=shown(item.name)), person=matches[0].person)
            return []
        try:
            raw = self._read(item)
        except ArchiveProblem as error:
            self._out.add(PROBLEM, receipt, str(error), person=matches[0].person)
            return []
        if raw is None:
            return None
        digest = hashlib.sha256(raw).hexdigest()
        looked = self._looked_before(digest, matches[0]) or self._units.look(raw, receipt.file, self._wanted)
        receipt = replace(receipt, sha256=digest, size=len(raw), unit=looked.unit)
        receipt = replace(receipt, problem=looked.problem, text=looked.text)
        return [Found(item, receipt, matches[0], looked, tuple(matches))]

    def _looked_before(self, digest: str, match: Match) -> Looked | None:
        """What a notebook with answers was found to be when it was kept; parsing it takes most of the time."""
        if match.person is None:
            return None
        for folder in folder_of(self._class_dir, match.person.student, "").glob("*/"):
            if self._wanted in ("", folder.name):
                for receipt in read_receipts(self._class_dir, match.person.student, folder.name):
                    if receipt.sha256 == digest and not receipt.problem:
                        return Looked(folder.name)
        return None

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
    ) -> list[Found] | None:
        try:
            inner = container.inner(item, self._budget)
        except ArchiveProblem as error:
            self._out.add(PROBLEM, receipt, str(error), person=matches[0].person)
            return []
        if lms and matches[0].person is None and not item.odd:
            self._inner.append(inner)  # an archive of an LMS in an archive
            return []
        found: list[Found] = []
        for name, text in inner.problems:
            self._out.add(PROBLEM, replace(receipt, entry=f"{item.name} > {name}"), text, person=matches[0].person)
        for one in inner.items:
            # Whatever stands in a student's own archive, it is that student's.
            below = replace(receipt, entry=f"{receipt.entry} > {one.name}", file=one.file)
            found += self._item(inner, one, below, matches, None, alone=False) or []
        return found or None


def _who(receipt: Receipt, match: Match) -> str:
    """The student or the account in the LMS; "" if neither is known."""
    return match.person.student if match.person else receipt.owner
