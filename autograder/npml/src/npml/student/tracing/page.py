"""Writes a recorded run as HTML that needs neither script nor kernel, and as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from ..card import SYMBOLS
from ..markup import MONO, State, block, code, panel, para, rich
from ..messages import explain_error
from ..messages import tracing as text
from .boxes import boxes_html, boxes_plain
from .records import CallRecord, Executed, Item, LoopRecord, Section, statements
from .snapshots import Snapshot

_BAD = "#D55E00"
_ROW = "border-top:1px solid rgba(128,128,128,.25);padding:.25em 0 .25em .5em"
_MARKED = f"{_ROW};border-left:4px solid {_BAD};background:rgba(213,94,0,.08)"
_NEST = "margin:.2em 0 .2em .6em;padding-left:.6em;border-left:2px solid rgba(0,114,178,.45)"
_GRID = (
    f"{MONO};color:inherit;background:none;margin:.05em 0 .15em 1.2em;padding:0;border:0;white-space:pre-wrap;"
    "overflow-wrap:anywhere;line-height:1.35"
)
_SOURCE = f"{MONO};color:inherit;background:none;padding:0;white-space:pre-wrap;overflow-wrap:anywhere"
MAX_READS = 6


@dataclass
class Page:
    """A recorded run to be shown.

    Attributes:
        name: the function.
        lead: which call it is, in a sentence or more.
        call: its code.
        ended: why the record is incomplete, as a sentence, or "".
    """

    name: str
    lead: str
    call: str
    sections: list[Section]
    ended: str = ""
    steps: list[tuple[Executed, int, CallRecord]] = field(init=False)

    def __post_init__(self) -> None:
        self.steps = list(statements(self.sections))

    @property
    def marked(self) -> list[Executed]:
        """The statements with something to see; of an exception only the innermost line."""
        return [step for step, _, _ in self.steps if step.marks or is_origin(step)]

    @property
    def _untold(self) -> tuple[str, str] | None:
        """The exception that ended the run when no recorded line shows it, as with a wrong number of arguments."""
        last = self.sections[-1] if self.sections else None
        shown = last is None or any(is_origin(step) for step, _, _ in statements([last]))
        return None if shown or last is None else last.error

    # --- HTML -------------------------------------------------------------------------------

    def head(self) -> str:
        """Which call it is, its code, and the list of what there is to see."""
        parts = [para(rich(self.lead)) if self.lead else "", para(text.CALL), block(self.call)]
        if not self.steps and self._untold is None:
            parts.append(para(text.NO_LINES))
        if self._untold is not None:
            parts.append(para(_error_html(*self._untold)))
        if any(not step.text for step, _, _ in self.steps):
            parts.append(para(text.NO_SOURCE))
        if self.ended:
            parts.append(para(f"<strong>{escape(self.ended)}</strong>"))
        if self.marked:
            items = [
                f"{escape(text.line(step.line))} {code(_short(step.text))}<br>{'<br>'.join(_sentences(step))}"
                for step in self.marked
            ]
            parts.append(para(f"<strong>{text.FIRST_MARKS}</strong>") + _bullets(items))
        return "".join(parts)

    def body(self) -> str:
        """All that was recorded, folded."""
        several = len(self.sections) > 1
        marked = any(section.is_marked for section in self.sections)
        parts = []
        for at, section in enumerate(self.sections):
            inner = "".join(self._call(call) for call in section.calls) + _left_out(section.left_out)
            if not several:
                parts.append(inner)
            elif inner:
                opened = section.is_marked or (not marked and at == self._last_section())
                parts.append(details(code(_last_line(section.source)), inner, opened))
        return "".join(parts)

    def _last_section(self) -> int:
        return max((at for at, section in enumerate(self.sections) if section.calls), default=0)

    def html(self) -> str:
        """The whole panel, complete without the stepper."""
        return self.frame(self.head(), self.all_lines(opened=True))

    def frame(self, *inner: str) -> str:
        """A panel with the heading."""
        state: State = "warn" if self.marked or self.ended or self._untold else "info"
        title = f'<span aria-hidden="true">{SYMBOLS[state]}</span> {escape(text.title(self.name))}'
        return panel(state, title, *inner, label=text.title(self.name))

    def all_lines(self, *, opened: bool) -> str:
        """All that was recorded, folded under a line that says how much it is."""
        summary = f"{text.ALL_LINES} ({text.counted(len(self.steps), len(self.marked))})"
        return details(escape(summary), self.body(), opened) if self.steps else ""

    def _call(self, call: CallRecord) -> str:
        given = "".join(value_html(name, shown) for name, shown in call.args)
        head = f'<div style="{_ROW}"><strong>{escape(call_title(call))}</strong>{given}</div>'
        return head + self._items(call.items)

    def _items(self, items: list[Item]) -> str:
        return "".join(self._loop(item) if isinstance(item, LoopRecord) else self._step(item) for item in items)

    def _step(self, step: Executed) -> str:
        calls = "".join(details(_call_title(call), self._call(call), call.is_marked) for call in step.calls)
        nested = f'<div style="{_NEST}">{calls}{_left_out(step.left_out)}</div>' if calls else ""
        return f'<div style="{_MARKED if step.marks or is_origin(step) else _ROW}">{step_html(step)}{nested}</div>'

    def _loop(self, loop: LoopRecord) -> str:
        parts = [f"<div>{_numbered(loop.line, loop.text)} {_faint(_loop(loop))}</div>"]
        shown = 0
        for iteration in loop.kept:
            if iteration.number > shown + 1:
                parts.append(f"<div>{_faint(text.skipped(shown + 1, iteration.number - 1))}</div>")
            shown = iteration.number
            made = _bound(iteration.items)
            title = escape(_iteration(iteration.number, loop)) + (f" {code(made)}" if made else "")
            opened = iteration.is_marked or (iteration.number == 1 and not loop.is_marked)
            parts.append(details(title, self._items(iteration.items), opened))
        if loop.exit is not None:
            parts.append(step_html(loop.exit))
        return f'<div style="{_ROW}">{parts[0]}<div style="{_NEST}">{"".join(parts[1:])}</div></div>'

    # --- text -------------------------------------------------------------------------------

    def text(self) -> str:
        """The same for a terminal."""
        lines = [f"△ {text.title(self.name)}", self.lead.replace("`", ""), f"{text.CALL}:"]
        lines += _indented(self.call.splitlines(), 1)
        if not self.steps and self._untold is None:
            lines.append(text.NO_LINES)
        if any(not step.text for step, _, _ in self.steps):
            lines.append(text.NO_SOURCE)
        for section in self.sections:
            if len(self.sections) > 1 and section.calls:
                lines.append(f"─ {_last_line(section.source)}")
            for call in section.calls:
                lines += self._call_text(call, 0)
        if self._untold is not None:
            lines += [f"✗ {self._untold[0]}: {self._untold[1]}", explain_error(*self._untold).replace("`", "")]
        return "\n".join([line for line in lines if line] + ([self.ended] if self.ended else []))

    def _call_text(self, call: CallRecord, depth: int) -> Iterator[str]:
        yield from _indented([f"[{call_title(call)}]"], depth)
        for name, shown in call.args:
            yield from _indented(value_text(name, shown), depth + 1)
        yield from self._items_text(call.items, depth)

    def _items_text(self, items: list[Item], depth: int) -> Iterator[str]:
        for item in items:
            if isinstance(item, Executed):
                yield from self._step_text(item, depth)
                continue
            yield from _indented([f"{item.line:>3}  {_short(item.text)}  ({_loop(item)})"], depth)
            shown = 0
            for iteration in item.kept:
                if iteration.number > shown + 1:
                    yield from _indented([text.skipped(shown + 1, iteration.number - 1)], depth + 1)
                shown = iteration.number
                yield from _indented([f"· {_iteration(iteration.number, item)}"], depth + 1)
                yield from self._items_text(iteration.items, depth + 1)
            if item.exit is not None:
                yield from self._step_text(item.exit, depth)

    def _step_text(self, step: Executed, depth: int) -> Iterator[str]:
        source = step.text.splitlines() or [""]
        yield from _indented([f"{step.line + at:>3}  {line}" for at, line in enumerate(source)], depth)
        lines = []
        for name, shown in step.made:
            lines += value_text(name, shown)
        if step.returned is not None:
            lines += value_text(text.YIELDED if step.yielded else text.RETURNED, step.returned)
        if step.truth is not None:
            lines.append(f"→ {text.TRUE if step.truth else text.FALSE}")
        if step.printed.strip():
            lines += [f"{text.PRINTED}: {line}" for line in step.printed.strip().splitlines()[:5]]
        for item in step.broadcasts:
            lines += boxes_plain(item)
        if step.error:
            lines.append(f"✗ {step.error[0]}: {step.error[1]}")
        lines += [f"△ {text.mark(mark.kind, mark.data)}".replace("`", "") for mark in step.marks]
        yield from _indented(lines, depth + 2)
        for call in step.calls:
            yield from self._call_text(call, depth + 1)


def step_html(step: Executed, *, reads: bool = False) -> str:
    """A statement and what it made."""
    parts = [f'<div style="overflow-wrap:anywhere">{_numbered(step.line, step.text)}</div>']
    if step.truth is not None:
        parts.append(f'<div style="opacity:.85">→ {text.TRUE if step.truth else text.FALSE}</div>')
    if (reads or step.marks or is_origin(step)) and step.reads:
        used = " · ".join(f"{code(name)} {escape(_brief(shown))}" for name, shown in step.reads[:MAX_READS])
        parts.append(f'<div style="opacity:.85">{text.READS}: {used}</div>')
    parts += [value_html(name, shown) for name, shown in step.made]
    if step.returned is not None:
        parts.append(value_html(text.YIELDED if step.yielded else text.RETURNED, step.returned, is_code=False))
    if step.printed.strip():
        parts.append(para(text.PRINTED, ".1em") + block(step.printed.strip()[:600]))
    parts += [boxes_html(item) for item in step.broadcasts]
    parts += [f'<div style="margin:.15em 0"><strong>△</strong> {line}</div>' for line in _sentences(step)]
    return "".join(parts)


def value_html(name: str, shown: Snapshot, *, is_code: bool = True) -> str:
    """A name, what it is bound to, and its values."""
    label = code(name) if is_code else f"<strong>{escape(name)}</strong>"
    if shown.is_scalar:
        return f'<div style="margin:.1em 0">{label} = <span style="{MONO}">{escape(shown.shown)}</span></div>'
    about = " · ".join(filter(None, [shown.form, shown.range()]))
    grid = f'<pre style="{_GRID}">{escape(shown.shown)}</pre>'
    return f'<div style="margin:.1em 0">{label} <span style="opacity:.85">{escape(about)}</span>{grid}</div>'


def value_text(name: str, shown: Snapshot) -> list[str]:
    """The same as lines of text."""
    if shown.is_scalar:
        return [f"{name} = {shown.shown}"]
    return [f"{name}: {' · '.join(filter(None, [shown.form, shown.range()]))}", *_indented(shown.shown.splitlines(), 1)]


def details(summary: str, inner: str, opened: bool) -> str:
    """A part that can be folded; both are ready HTML."""
    head = f'<summary style="cursor:pointer;padding:.15em 0">{summary}</summary>'
    return f'<details{" open" if opened else ""} style="margin:.15em 0">{head}{inner}</details>'


def is_origin(step: Executed) -> bool:
    """Whether an exception was raised in this very statement, not in a function that it called."""
    return step.error is not None and not any(_raised(call) for call in step.calls)


def _raised(call: CallRecord) -> bool:
    return call.result is None and any(step.error for step, _, _ in statements([Section("", [call])]))


def _sentences(step: Executed) -> list[str]:
    found = [rich(text.mark(mark.kind, mark.data)) for mark in step.marks]
    if is_origin(step) and step.error is not None:
        found.append(_error_html(*step.error))
    return found


def _error_html(kind: str, said: str) -> str:
    meaning = explain_error(kind, said)
    return f"<strong>{escape(kind)}</strong>: {escape(said)}" + (f"<br>{rich(meaning)}" if meaning else "")


def _numbered(line: int, source: str) -> str:
    rows = "\n".join(f"{line + at:>3}  {row}" for at, row in enumerate((source or " ").splitlines()))
    return f'<code style="{_SOURCE}">{escape(rows)}</code>'


def _call_title(call: CallRecord) -> str:
    result = f" → {_brief(call.result)}" if call.result is not None else ""
    return escape(call_title(call) + result)


def call_title(call: CallRecord) -> str:
    """Which call it is: a new one, or a generator that goes on."""
    return text.resumed(call.name) if call.resumed else text.call_head(call.name)


def _loop(loop: LoopRecord) -> str:
    return text.loop(loop.count) if loop.closed else text.loop_so_far(loop.count)


def _iteration(number: int, loop: LoopRecord) -> str:
    return text.iteration(number, loop.count if loop.closed else None)


def _faint(said: str) -> str:
    return f'<span style="opacity:.8">{escape(said)}</span>'


def _bullets(items: list[str]) -> str:
    rows = "".join(f'<li style="margin:.15em 0">{item}</li>' for item in items)
    return f'<ul style="margin:.2em 0;padding-left:1.3em">{rows}</ul>'


def _short(source: str) -> str:
    first, _, rest = source.partition("\n")
    return first[:100] + (" …" if rest or len(first) > 100 else "")


def _brief(shown: Snapshot) -> str:
    if shown.is_scalar:
        return f"= {shown.shown}"
    return " · ".join(filter(None, [shown.form, shown.range()]))


def _bound(items: list[Item]) -> str:
    """What the loop's head bound, in short."""
    if not items or not isinstance(items[0], Executed):
        return ""
    small = [f"{name} = {shown.shown}" for name, shown in items[0].made if shown.is_scalar]
    return ", ".join(small)[:60]


def _left_out(count: int) -> str:
    return f"<div>{_faint(text.more_calls(count))}</div>" if count else ""


def _last_line(source: str) -> str:
    return [line for line in source.splitlines() if not line.startswith(("#", " "))][-1]


def _indented(lines: list[str], depth: int) -> list[str]:
    return ["    " * depth + line for line in lines]
