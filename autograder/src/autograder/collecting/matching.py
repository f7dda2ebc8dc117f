"""Whose an entry is: a person of the roster with the reason, or the people that it may be.

The student number and the e-mail address are keys, a name is none: it decides only where one person has it, and is
said to.  What an LMS says of the person counts more than what the person called the file; where two pieces of
evidence name different people, nobody is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..course.roster import Person, Roster, plain
from .archive import Item
from .claims import Claim
from .joins import Known

#: Shorter runs of digits in a name are no student numbers.
_SHORTEST = 5
_PIECE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")
_SEPARATOR = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Match:
    """Who handed something in.

    Attributes:
        person: None if nobody is sure.
        why: the key of the reason in `messages.WHY`.
        said: the text that decided, for the reason.
        weak: only a name decided.
        candidates: who it may be.
        other: the student number of somebody else in the file's own name.
    """

    person: Person | None
    why: str
    said: str = ""
    weak: bool = False
    candidates: tuple[Person, ...] = ()
    other: str = ""


class Matcher:
    """Finds people.

    Args:
        roster: the people of the course.
        joins: what tables of the LMS say of its ids.
        answers: what a person has answered before: the owner's id -> the student number, or none if it is nobody's.
    """

    def __init__(self, roster: Roster, joins: Mapping[str, Known], answers: Mapping[str, Sequence[str]]) -> None:
        self._roster = roster
        self._joins = joins
        self._answers = answers

    def match(self, item: Item, claim: Claim | None) -> Match:
        """Whose an item is."""
        if item.odd:
            return Match(None, "odd", candidates=tuple(self._numbers(item.name)))
        if claim is None or claim.lms == "classroom":  # Drive folders hold files as students called them
            return self._loose(item)
        if claim.forged:
            found = self._roster.by_student(claim.number)
            return Match(None, "forged", claim.forged, candidates=(found,) if found else ())
        if (answer := self._answers.get(claim.owner)) is not None:
            if not answer:
                return Match(None, "nobody", claim.owner)
            if person := self._roster.by_student(answer[0]):
                return Match(person, "answered", claim.owner)
        return self._checked(self._by_lms(claim), claim)

    def _by_lms(self, claim: Claim) -> Match:
        known = self._joins.get(claim.owner, Known())
        # In any order: the table may have the family name last.
        if (
            claim.lms == "canvas"
            and claim.name
            and known.name
            and sorted(bare_name(claim.name)) != sorted(bare_name(known.name))
        ):
            return Match(None, "other_name", claim.name)  # a group, or a display name that looks like an id
        for number in known.numbers:
            if person := self._roster.by_student(number):
                return Match(person, "table_number", number)
        if person := self._by_email(known.email):
            return Match(person, "table_email", known.email)
        if person := self._roster.by_student(claim.number) if claim.number else None:
            return Match(person, "number", claim.number)
        for email in (claim.email, claim.number if "@" in claim.number else ""):
            if person := self._by_email(email):
                return Match(person, "email", email)
        if claim.group:
            return Match(None, "group", claim.name)
        return self._by_name(claim.name or known.name, claim.file)

    def _by_email(self, email: str) -> Person | None:
        return self._roster.by_email(email) if email else None

    def _by_name(self, name: str, file: str) -> Match:
        people = tuple(self._named(name))
        numbers = [person for person in self._numbers(file) if not people or person in people]
        if people and len(numbers) == 1:
            return Match(numbers[0], "name_and_number", numbers[0].student)
        if len(people) == 1:
            return Match(people[0], "name", name, weak=True)
        if people:
            return Match(None, "namesakes", name, candidates=people)
        if name:
            return Match(None, "stranger", name, candidates=tuple(numbers))
        return Match(None, "nameless", file, candidates=tuple(numbers))

    def _checked(self, match: Match, claim: Claim) -> Match:
        """The match; if the file's own name names somebody else, a match by name alone is none, any other has a note."""
        if match.person is None or match.person in (named := self._numbers(claim.file)) or not named:
            return match
        if match.weak:
            return Match(None, "conflict", claim.file, candidates=(match.person, *named))
        return replace(match, other=named[0].student)

    def _loose(self, item: Item) -> Match:
        """By a file's or folder's name alone."""
        numbers = list(self._numbers(item.name))
        people = self._names_in(item.name)
        if len(numbers) == 1:
            if people and numbers[0] not in people:
                return Match(None, "conflict", item.name, candidates=(numbers[0], *people))
            return Match(numbers[0], "file_number", numbers[0].student)
        if numbers:
            return Match(None, "several_numbers", item.name, candidates=tuple(numbers))
        if len(people) == 1:
            return Match(people[0], "name", people[0].name, weak=True)
        if people:
            return Match(None, "namesakes", item.name, candidates=tuple(people))
        return Match(None, "nameless", item.name)

    def _named(self, name: str) -> Iterator[Person]:
        """Everybody of a name, as LMSes write it: in other order, without spaces, without signs."""
        bare = bare_name(name)
        if bare:
            yield from self._by_bare.get(bare, ())

    @cached_property
    def _by_bare(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self._roster.people:
            words = _SEPARATOR.split(plain(person.name))
            # Foreign names also with the family name last, which Moodle's English pages do.
            for form in {"".join(words), "".join([*words[1:], words[0]]), "".join([words[-1], *words[:-1]])}:
                if form:
                    found.setdefault(form, []).append(person)
        return found

    def _names_in(self, text: str) -> list[Person]:
        """Everybody whose whole name stands in a text as a word, or as several in a row."""
        words = [word for word in _SEPARATOR.split(plain(text.removesuffix(".ipynb"))) if word]
        runs = {"".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, min(at + 5, len(words)) + 1)}
        runs |= {re.sub("[0-9]+", "", run) for run in runs}
        found = {person.student: person for run in runs if len(run) > 1 for person in self._by_bare.get(run, ())}
        return list(found.values())

    def _numbers(self, text: str) -> list[Person]:
        """Everybody whose student number stands in a text."""
        found: dict[str, Person] = {}
        for piece in _PIECE.findall(text):
            parts = piece.strip("-").split("-")
            joined = ["-".join(parts[at:end]) for at in range(len(parts)) for end in range(at + 1, len(parts) + 1)]
            hits = [person for one in joined if (person := self._by_number(one))]
            for digits in [] if hits else re.findall(r"\d+", piece):
                if person := self._by_number(digits):
                    hits.append(person)
            found.update((person.student, person) for person in hits)
        return list(found.values())

    def _by_number(self, text: str) -> Person | None:
        return self._roster.by_student(text) if len(text) >= _SHORTEST else None


def bare_name(name: str) -> str:
    """A name without spaces and signs, for comparing."""
    return _SEPARATOR.sub("", plain(name))


def settle(matches: Sequence[tuple[Claim | None, Match]]) -> list[Match]:
    """The matches of one archive, but nobody by name alone where the LMS has two people for one of the roster.

    Two people of one name, of whom one is not on the list, would otherwise become one.
    """
    owners: dict[str, set[str]] = {}
    for claim, match in matches:
        if match.person is not None and claim is not None and claim.owner:
            owners.setdefault(match.person.student, set()).add(claim.owner)
    settled = []
    for _, match in matches:
        person = match.person
        if person is not None and match.why == "name" and len(owners.get(person.student, ())) > 1:
            match = replace(match, person=None, why="two_owners", weak=False, candidates=(person,))
        settled.append(match)
    return settled
