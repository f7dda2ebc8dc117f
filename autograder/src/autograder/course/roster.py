"""The people of a course: who they are in the registrar's list, and by what they can be found.

A name is never a key: namesakes are common.  The student number is text; a spreadsheet may have eaten its leading
zeros, so numbers are also found by their value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

#: A folder's name that the gradebook accepts as a key; nbgrader reads other characters as a pattern.
_FOLDER = re.compile(r"\w[\w.@ -]{0,127}")


def fits_a_folder(student: str) -> bool:
    """Whether a student's id is safe as the name of a folder and as a key: it cannot lead out of the class folder."""
    return bool(_FOLDER.fullmatch(student)) and student == student.strip() and ".." not in student


@dataclass(frozen=True)
class Person:
    """A student of the course.

    Attributes:
        student: the student number as text, which is also the name of the student's folder.
        name: the whole name as the registrar writes it, never split.
        department, section, email: "" where the list has none.
        dropped: no longer in the registrar's list; what was handed in stays.
    """

    student: str
    name: str = ""
    department: str = ""
    section: str = ""
    email: str = ""
    dropped: bool = False


@dataclass(frozen=True)
class Roster:
    """All people of a course, sorted by student number."""

    people: tuple[Person, ...] = ()

    @classmethod
    def of(cls, people: Iterable[Person]) -> Roster:
        """A roster of these people."""
        return cls(tuple(sorted(people, key=lambda person: person.student)))

    def by_student(self, text: str) -> Person | None:
        """Who has this student number, also if its leading zeros are lost; None if nobody or more than one has."""
        wanted = plain(text)
        if (person := self._by_student.get(wanted)) is not None:
            return person
        alike = self._by_value.get(wanted.lstrip("0"), ()) if wanted.isdigit() else ()
        return alike[0] if len(alike) == 1 else None

    def by_email(self, text: str) -> Person | None:
        """Who has this e-mail address; None if nobody or more than one has."""
        found = [person for person in self.people if person.email and plain(person.email) == plain(text)]
        return found[0] if len(found) == 1 else None

    def by_name(self, text: str) -> Sequence[Person]:
        """Everybody of this name, whatever the spaces in it."""
        return self._by_name.get(plain(text).replace(" ", ""), ())

    @cached_property
    def _by_student(self) -> dict[str, Person]:
        return {plain(person.student): person for person in self.people}

    @cached_property
    def _by_value(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people:
            if person.student.isdigit():
                found.setdefault(person.student.lstrip("0"), []).append(person)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people:
            found.setdefault(plain(person.name).replace(" ", ""), []).append(person)
        return found


def plain(text: str) -> str:
    """Text for comparing: composed Hangul, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
