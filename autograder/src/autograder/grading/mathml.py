"""Formulas as MathML, so that feedback needs no script and no network.

The pages forbid scripts, so MathJax cannot typeset them; browsers show MathML by themselves.
What latex2mathml makes of a student's LaTeX is not trusted (it passes ``<b>`` and ``\\href``
through).  It is parsed as XML and rebuilt from an allow-list; if that fails, the LaTeX is shown as text.
"""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

import latex2mathml.converter

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_TAGS = frozenset(
    {
        "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow",
        "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "accent", "accentunder", "columnalign", "columnspacing", "depth", "displaystyle", "fence", "form", "height",
        "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowspacing",
        "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
    }
)  # fmt: skip
_PLAIN_VALUE = re.compile(r"[\w .,%+-]{0,40}")
_BRACKETS = frozenset("()[]{}|‖")
MAX_LATEX = 2_000
#: LaTeX that the converter does not know -> LaTeX that it knows.  Bare `<` and `>`, relations in TeX, would be markup.
_ENVIRONMENTS = {
    # Without the star the converter numbers the lines.
    **dict.fromkeys(("align", "aligned", "split", "eqnarray", "gather", "gathered", "multline"), "align*"),
    "dcases": "cases",
}  # fmt: skip
_WORDS = {
    r"\arg": r"\operatorname{arg}", r"\argmin": r"\operatorname{arg min}", r"\argmax": r"\operatorname{arg max}",
    r"\operatorname*": r"\operatorname", r"\mod": r"\operatorname{mod}", r"\Var": r"\operatorname{Var}",
    r"\E": r"\mathbb{E}", r"\R": r"\mathbb{R}", r"\N": r"\mathbb{N}", r"\ ": r"\;", r"\nonumber": "", r"\notag": "",
    r"\hline": "", r"\newline": r"\\", r"\backslash": r"\setminus", "<": r"\lt ", ">": r"\gt ",
}  # fmt: skip
# Commands and escaped characters are matched whole, so that `\\` before "arg" stays a line break before a word.
_PART = re.compile(
    r"\\(?P<edge>begin|end)\{(?P<name>[a-z]+)(?P<star>\*?)\}|\\(?:label|tag)\{[^{}]*+\}|\\(?:eq)?ref\{(?P<to>[^{}]*+)\}"
    r"|\\operatorname\*|\\(?:[A-Za-z]++|.)|[<>]",
    re.S,
)
_UNKNOWN = re.compile(r"\\[A-Za-z]")


def _known(part: re.Match[str]) -> str:
    if part["edge"]:
        return f"\\{part['edge']}{{{_ENVIRONMENTS.get(part['name'], part['name'] + part['star'])}}}"
    if part["to"] is not None:
        return rf"\text{{({part['to']})}}"
    return "" if part[0].startswith((r"\label{", r"\tag{")) else _WORDS.get(part[0], part[0])


def to_mathml(latex: str, *, display: bool) -> str:
    """A formula as MathML; as escaped LaTeX where that is not possible."""
    shown = f"<code>{html.escape(latex.strip())}</code>"
    if len(latex) > MAX_LATEX:
        return shown
    source = _PART.sub(_known, latex)
    try:
        made = latex2mathml.converter.convert(source, display="block" if display else "inline")
        tree = ElementTree.fromstring(made)
        safe = _rebuild(tree)
    except Exception:  # whatever the converter makes of a student's LaTeX, the page must be made
        return shown
    if safe is None or _UNKNOWN.search("".join(safe.itertext())):
        return shown
    safe.set("display", "block" if display else "inline")
    return ElementTree.tostring(safe, encoding="unicode")


def _rebuild(element: ElementTree.Element) -> ElementTree.Element | None:
    tag = element.tag.removeprefix(_NAMESPACE)
    if tag not in _TAGS:
        return None
    made = ElementTree.Element(tag)
    for name, value in element.attrib.items():
        if name in _ATTRIBUTES and _PLAIN_VALUE.fullmatch(value):
            made.set(name, value)
    made.text, made.tail = element.text, element.tail
    for child in element:
        part = _rebuild(child)
        if part is None:
            return None
        made.append(part)
    _stretch_brackets(made)
    return made


def _stretch_brackets(row: ElementTree.Element) -> None:
    """Make brackets around a matrix grow with it; in the middle of a row browsers would take them for infix operators."""
    parts = list(row)
    for number, part in enumerate(parts):
        if part.tag != "mtable":
            continue
        for other, form in ((number - 1, "prefix"), (number + 1, "postfix")):
            if 0 <= other < len(parts) and parts[other].tag == "mo" and (parts[other].text or "").strip() in _BRACKETS:
                for name, value in (("form", form), ("stretchy", "true"), ("symmetric", "true")):
                    parts[other].set(name, value)
