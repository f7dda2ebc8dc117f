"""What the name of an entry says about who handed it in, by the ways in which LMSes name what they pack.

The rules and their sources: Moodle ``mod/assign/classes/downloader.php``, Canvas ``lib/content_zipper.rb``, Sakai
``AssignmentServiceImpl``, nbgrader ``exchange/default/submit.py``; Blackboard, Brightspace and Gradescope from
archives that people published.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from itertools import pairwise

from . import messages
from .archive import Container
from .claims import Claim, Claims, text_of
from .times import read_time

#: A receipt is not read beyond this: the student's comments stand in it.
_MAX_RECEIPT = 1 << 16
_Reader = Callable[[Container, tzinfo], Claims]


def claims_of(container: Container, zone: tzinfo, patterns: Sequence[re.Pattern[str]] = ()) -> Claims:
    """Claims on the items of a container by name, usually one each; items of which no LMS says anything are missing.

    Args:
        container: what was given.
        zone: of times that name none.
        patterns: a school's own, tried first: the whole name is matched, the groups ``name``, ``number``, ``id``,
            ``email``, ``time`` and ``file`` are used.
    """
    if patterns and (found := _own(container, zone, patterns)):
        return found
    for reader in _READERS:
        if found := reader(container, zone):
            return found
    return {}


def _own(container: Container, zone: tzinfo, patterns: Sequence[re.Pattern[str]]) -> Claims:
    found: Claims = {}
    for item in container.items:
        for pattern in patterns:
            if match := pattern.fullmatch(item.name):
                said = {key: value for key, value in match.groupdict().items() if value}
                owner = f"own:{said['id']}" if "id" in said else ""
                when = read_time(said["time"], zone) if "time" in said else None
                file = said.get("file", item.file)
                name, number, email = (said.get(key, "") for key in ("name", "number", "email"))
                found[item.name] = [Claim("own", file, owner, name, number, email, submitted=when)]
                break
    return found


# --- Moodle, Coursemos --------------------------------------------------------------------------

_MOODLE = re.compile(
    r"(?P<name>[^/]*?)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?:_?/(?:.*/)?|_)(?P<file>[^/]+)"
)


def _moodle(container: Container, zone: tzinfo) -> Claims:
    found: Claims = {}
    for item in container.items:
        if match := _moodle_match(item.name):
            owner = f"moodle:{match['id']}" if match["id"] else ""
            name = "" if match["name"].casefold() in messages.MOODLE_BLIND else match["name"]
            found[item.name] = [Claim("moodle", match["file"], owner, name, group=not owner)]
    return found


def _moodle_match(name: str) -> re.Match[str] | None:
    """Also below a folder that the zip was put into."""
    parts = name.split("/")
    return next((found for at in range(len(parts)) if (found := _MOODLE.fullmatch("/".join(parts[at:])))), None)


# --- Canvas, LearningX --------------------------------------------------------------------------

_CANVAS = re.compile(r"(?P<name>[^/]*?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>[^/]+)", re.S)
_CANVAS_TEXT = re.compile(r"(?P<name>[^/]*?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>(?:text|link)\.html)")
_CANVAS_BLIND = re.compile(r"(?P<late>LATE_)?anon_(?P<user>[A-Za-z0-9]+)_(?P<attachment>\d+)_(?P<file>[^/]+)")


def _canvas(container: Container, zone: tzinfo) -> Claims:
    found: Claims = {}
    for item in container.items:
        match = _CANVAS_BLIND.fullmatch(item.file) or _CANVAS.fullmatch(item.file) or _CANVAS_TEXT.fullmatch(item.file)
        if match is None and item.file.lower().endswith(".ipynb"):
            return {}  # Canvas names every file in this way
        if match is None:
            continue  # somebody put a table beside them
        said = match.groupdict()
        name = said.get("name") or ""
        order = int(said.get("attachment") or 0)
        number = name if name.isdigit() else ""
        owner = f"canvas:{said['user']}"
        claim = Claim("canvas", said["file"], owner, "" if number else name, number, order=order)
        found[item.name] = [replace(claim, late=bool(said["late"]))]
    return found


# --- Blackboard ---------------------------------------------------------------------------------

_STAMP = r"20\d\d(?:-\d\d){5}"
#: The first time decides: what comes after it is the student's.
_BLACKBOARD = re.compile(rf"(?P<base>.+?_(?P<user>[^_]+)_(?P<word>[^_/]+)_(?P<time>{_STAMP}))(?:_(?P<file>.+)|\.txt)", re.S)
_NAME_ID = re.compile(r"[^:]{1,40}:\s*(?P<name>.*?)\s*\((?P<user>[^()]+)\)\s*")


def _blackboard(container: Container, zone: tzinfo) -> Claims:
    found: Claims = {}
    matches = {item.name: match for item in container.items if (match := _BLACKBOARD.fullmatch(item.file))}
    people: dict[str, tuple[str, str]] = {}
    originals: dict[str, str] = {}
    for item in container.items:
        match = matches.get(item.name)
        if match is not None and not match["file"]:
            lines = text_of(item)[:_MAX_RECEIPT].splitlines()
            if lines and (named := _NAME_ID.fullmatch(lines[0][:500])):
                people[match["base"]] = named["user"], named["name"]
            values = [line.partition(":")[2].strip() for line in lines if line[:1].isspace() and ":" in line]
            # The line above a file's name in the zip has its own name.  The student's comments stand here, too, so only
            # files of this very attempt are believed to be named.
            originals |= {after: before for before, after in pairwise(values) if after.startswith(f"{match['base']}_")}
    for item in container.items:
        if (match := matches.get(item.name)) is None:
            continue
        user, name = people.get(match["base"], (match["user"], ""))
        file = originals.get(item.file) or match["file"] or item.file
        when = read_time(match["time"], zone)
        claim = Claim("blackboard", file, f"blackboard:{user}", name, user, submitted=when, aside=not match["file"])
        found[item.name] = [claim]
    return found


# --- Sakai, e-Class -----------------------------------------------------------------------------

_SAKAI = re.compile(r"(?P<name>.+?)\s*\((?P<user>[^()]+)\)")


def _sakai(container: Container, zone: tzinfo) -> Claims:
    by_name = {item.name: item for item in container.items}
    found: Claims = {}
    late = _sakai_late(container)
    for item in container.items:
        parts = item.name.split("/")
        for at, part in enumerate(parts[:-1]):
            time = by_name.get("/".join([*parts[: at + 1], "timestamp.txt"]))
            if time is not None and (match := _SAKAI.fullmatch(part)):
                when = read_time(text_of(time)[:100], UTC)  # as Sakai writes it
                name, user = match["name"].replace(",", ""), match["user"].strip()
                aside = at + 2 == len(parts)  # attachments lie one folder below, whose name is translated
                claim = Claim("sakai", item.file, f"sakai:{user}", name, user, submitted=when, aside=aside)
                found[item.name] = [replace(claim, late=late.get(user))]
                break
    return found


def _sakai_late(container: Container) -> Mapping[str, bool]:
    """What grades.csv says of lateness, by the display id."""
    found: dict[str, bool] = {}
    for item in container.items:
        if item.file == "grades.csv" and item.name.count("/") < 2:  # deeper ones are a student's
            for row in csv.reader(io.StringIO(text_of(item))):
                if len(row) >= 7 and (said := row[6].strip().casefold()) in messages.SAKAI_LATE:
                    found[row[0].strip()] = messages.SAKAI_LATE[said]
    return found


# --- Brightspace --------------------------------------------------------------------------------

_D2L = re.compile(r"(?P<id>\d+-\d+) - (?P<name>.+?) - (?P<time>[^-]*20\d\d[^-]* \d{3,4} ?[^\d\s-]{2})(?: - (?P<file>.+))?")


def _d2l(container: Container, zone: tzinfo) -> Claims:
    found: Claims = {}
    for item in container.items:
        parts = item.name.split("/")
        for part in parts:
            if (match := _D2L.fullmatch(part)) and (part != parts[-1] or match["file"]):
                when = read_time(match["time"], zone)
                file = match["file"] or item.file
                found[item.name] = [Claim("d2l", file, f"d2l:{match['id']}", match["name"], submitted=when)]
                break
    return found


# --- Gradescope ---------------------------------------------------------------------------------

_KEY = re.compile(r"(?P<dash>- )?:?(?P<key>\w+):(?:\s+(?P<value>.*))?")
_METADATA = "submission_metadata.yml"


def _gradescope(container: Container, zone: tzinfo) -> Claims:
    indices = [item for item in container.items if item.file == _METADATA]
    if not indices:
        return {}
    index = min(indices, key=lambda item: item.name.count("/"))  # a deeper one is a student's
    known = gradescope_index(text_of(index))
    found: Claims = {index.name: [Claim("gradescope", index.file, aside=True)]}
    for item in container.items:
        submission = next((part for part in item.name.split("/")[:-1] if part in known), None)
        if submission is None:
            continue
        people, when = known[submission]
        claims = []
        for person in people:
            sid, email = person.get("sid", ""), person.get("email", "")
            owner = f"gradescope:{sid or email}" if sid or email else ""
            claim = Claim("gradescope", item.file, owner, person.get("name", ""), sid, email)
            claims.append(replace(claim, group=len(people) > 1, submitted=read_time(when, zone)))
        found[item.name] = claims
    return found


def gradescope_index(text: str) -> dict[str, tuple[list[dict[str, str]], str]]:
    """People and time of each submission in a submission_metadata.yml.

    The file is written by one program and has a fixed form, of which this reads what it needs; it is no YAML reader.
    """
    found: dict[str, tuple[list[dict[str, str]], str]] = {}
    here, people, inside = "", list[dict[str, str]](), False
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        match = _KEY.fullmatch(line.strip())
        if match is None:
            continue
        key, value = match["key"], scalar(match["value"] or "")
        if indent == 0:
            here, people, inside = key, [], False
            found[here] = (people, "")
        elif not here:
            continue
        elif indent == 2 and not match["dash"]:
            inside = key == "submitters"
            if key == "created_at":
                found[here] = (people, value)
        elif inside:
            if match["dash"]:
                people.append({})
            if people and key in ("name", "sid", "email"):
                people[-1][key] = value
    return found


def scalar(text: str) -> str:
    """A YAML scalar on one line, plain or quoted."""
    text = text.strip()
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        return text[1:-1].replace("''", "'")
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text.strip('"')
    return "" if text in ("~", "null") else text


# --- nbgrader's exchange ------------------------------------------------------------------------

_EXCHANGE = re.compile(
    r"(?P<user>[^+]+(?:\+[^+]+)*?)\+(?P<unit>[^+]+)\+(?P<time>20\d\d-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(?:\+[^+]+)?"
)
_BESIDE = ("timestamp.txt", "submission_secret.txt")


def _exchange(container: Container, zone: tzinfo) -> Claims:
    found: Claims = {}
    places = {item.name: place for item in container.items if (place := _exchange_place(item.name)) is not None}
    secrets = {
        places[item.name][0]: text_of(item)[:1000].strip()
        for item in container.items
        if item.name in places and item.file == _BESIDE[1]
    }
    for item in container.items:
        if item.name in places:
            folder, match = places[item.name]
            user, when = match["user"], read_time(match["time"], UTC)  # as nbgrader reads it
            forged = item.owner if item.owner not in ("", user) else ""
            aside = item.file in _BESIDE
            claim = Claim("exchange", item.file, f"exchange:{user}", "", user, submitted=when, aside=aside, forged=forged)
            found[item.name] = [replace(claim, secret=secrets.get(folder, ""), stamp=match["time"])]
    return found


def _exchange_place(name: str) -> tuple[str, re.Match[str]] | None:
    """The folder of a submission, the outermost of such a name: what lies in it is the student's."""
    parts = name.split("/")[:-1]
    return next(((part, match) for part in parts if (match := _EXCHANGE.fullmatch(part))), None)


# --- Google Classroom ---------------------------------------------------------------------------

_CLASSROOM = re.compile(r"(?:[^/]+/)?(?P<name>[^/]{2,60}?) - (?P<file>[^/]+)")


def _classroom(container: Container, zone: tzinfo) -> Claims:
    found: Claims = {}
    for item in container.items:
        if match := _CLASSROOM.fullmatch(item.name):
            found[item.name] = [Claim("classroom", match["file"], "", match["name"])]
    return found


_READERS: tuple[_Reader, ...] = (_exchange, _gradescope, _moodle, _sakai, _blackboard, _d2l, _canvas, _classroom)
