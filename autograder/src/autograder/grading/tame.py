"""Simplifies HTML before it is parsed, so that parsing takes time and memory in proportion to its length.

By the standard, markup that is nested without end, or that leaves ``<b>`` open over thousands of paragraphs, costs an
HTML5 parser the square of its length, in time and in the result.  Here the text is read once, from left to right:
comments, unknown tags, scripts and styles are dropped, every tag that stays is closed in order, and depth and number
of tags are bounded.  This is no sanitiser: the result must still go through one.

Source: the HTML standard, "Parsing HTML documents".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

#: Opening tags in one piece of HTML; a table of a thousand rows and ten columns has half as many.
MAX_TAGS = 20_000
MAX_DEPTH = 60
#: Open <b>, <i> and the like at a time: a parser opens them anew in each block that begins inside them.
MAX_FORMATTING = 8
MAX_ATTRIBUTES = 12
MAX_VALUE = 2_000
#: Length of an attribute's value in <b> and the like, which a parser repeats.
MAX_REPEATED = 300
#: Length of a picture that is embedded in the HTML.
MAX_SOURCE = 4_000_000

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"""[\s/=]*+([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+""")
_ENDLESS = re.compile(r"""\s*+=\s*+["']""")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_FORMATTING = frozenset(
    {
        "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "strong", "sub", "sup",
        "tt", "u", "var",
    }
)  # fmt: skip
_WITH_CONTENT = frozenset(
    {
        "script", "style", "template", "iframe", "object", "noscript", "svg", "math", "textarea", "select", "title", "xmp",
        "noembed", "noframes", "plaintext",
    }
)  # fmt: skip
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I | re.A) for name in _WITH_CONTENT}
_CELL = frozenset({"td", "th", "caption"})
_ROW = _CELL | {"tr"}
_SECTION = _ROW | {"tbody", "thead", "tfoot"}
_TABLE = frozenset({"table"})
#: Start tag -> the open tags that it closes, and the tags beyond which it does not look for them, as in the standard.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "a": (frozenset({"a"}), _CELL), "li": (frozenset({"li"}), _CELL | {"ul", "ol"}),
    "dt": (frozenset({"dt", "dd"}), _CELL | {"dl"}), "dd": (frozenset({"dt", "dd"}), _CELL | {"dl"}),
    "td": (_CELL, _TABLE), "th": (_CELL, _TABLE), "tr": (_ROW, _TABLE),
    **dict.fromkeys(("tbody", "thead", "tfoot", "caption"), (_SECTION, _TABLE)),
    **dict.fromkeys(
        ("blockquote", "details", "div", "dl", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p",
         "pre", "summary", "table", "ul"), (frozenset({"p"}), _CELL | _TABLE),
    ),
}  # fmt: skip


class TooDear(ValueError):
    """More markup than is worth reading."""


def tame(html: str, tags: Collection[str], attributes: Collection[str]) -> str:
    """The HTML with only these tags and attributes, each tag closed, nothing nested too deep.

    Raises:
        TooDear: more than `MAX_TAGS` tags.
    """
    return _Reader(html, tags, attributes).read()


class _Reader:
    def __init__(self, html: str, tags: Collection[str], attributes: Collection[str]) -> None:
        self._html, self._tags, self._attributes = html, tags, attributes
        self._out: list[str] = []
        self._open: list[str] = []
        self._skipped: Counter[str] = Counter()  # start tags that were dropped; their end tags must go too
        self._formatting = self._count = 0

    def read(self) -> str:
        """See `tame`."""
        at: int | None = 0
        while at is not None:
            begin = self._html.find("<", at)
            if begin < 0:
                self._out.append(self._html[at:])
                break
            self._out.append(self._html[at:begin])
            at = self._markup(begin)
        self._close(len(self._open))
        return "".join(self._out)

    def _markup(self, begin: int) -> int | None:
        """Handle what begins with "<"; returns where to read on, None if it has no end."""
        found = _TAG.match(self._html, begin)
        if found is None:
            if self._html.startswith("<!--", begin):
                return self._after("-->", begin + 2)
            if self._html[begin + 1 : begin + 2] in ("!", "?", "/"):
                return self._after(">", begin)
            self._out.append("&lt;")
            return begin + 1
        name, at = found[2].lower(), found.end()
        kept: dict[str, str] = {}
        while (part := _ATTRIBUTE.match(self._html, at)) is not None:
            at = part.end()
            value = next((text for text in part.groups()[1:] if text is not None), "")
            key = part[1].lower()
            if key in self._attributes and key not in kept and len(kept) < MAX_ATTRIBUTES:
                most = MAX_SOURCE if key == "src" else MAX_REPEATED if name in _FORMATTING else MAX_VALUE
                kept[key] = value if len(value) <= most else ""
            if part.lastindex == 1 and _ENDLESS.match(self._html, at):
                return None  # the quote has no end; a browser drops the rest too
        end = self._html.find(">", at)
        if end < 0:
            return None
        at = end
        if name in _WITH_CONTENT and not found[1]:
            closing = _ENDS[name].search(self._html, at)
            return self._after(">", closing.start()) if closing else None
        if name in self._tags:
            self._end(name) if found[1] else self._start(name, kept)
        return at + 1

    def _after(self, text: str, begin: int) -> int | None:
        end = self._html.find(text, begin)
        return None if end < 0 else end + len(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        closes, bounds = _CLOSES.get(name, (frozenset(), frozenset()))
        for depth, other in enumerate(reversed(self._open), 1):
            if other in closes:
                self._close(depth)
                break
            if other in bounds:
                break
        formatting = name in _FORMATTING
        if len(self._open) >= MAX_DEPTH or (formatting and self._formatting >= MAX_FORMATTING):
            self._skipped[name] += name not in _VOID
            return
        self._count += 1
        if self._count > MAX_TAGS:
            raise TooDear
        inside = "".join(f' {key}="{value.replace(chr(34), "&quot;")}"' for key, value in attributes.items())
        self._out.append(f"<{name}{inside}>")
        if name not in _VOID:
            self._open.append(name)
            self._formatting += formatting

    def _end(self, name: str) -> None:
        if self._skipped[name]:
            self._skipped[name] -= 1
        elif name in self._open:
            self._close(self._open[::-1].index(name) + 1)

    def _close(self, count: int) -> None:
        for _ in range(count):
            name = self._open.pop()
            self._formatting -= name in _FORMATTING
            self._out.append(f"</{name}>")
