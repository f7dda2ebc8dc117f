"""Cleans HTML of a student's, so that it is safe wherever it is opened: notebook, formgrader, feedback, report.

The allow-list is applied by nh3, an HTML5 parser, which reads markup as a browser does.  The markup goes through
`tame` first, so that parsing takes time in proportion to its length.
What survives: text structure, tables, and the course's own ``<figure><img alt src=data:…>``.
What never does: scripts, styles, forms, frames, SVG, ids, remote images.
"""

from __future__ import annotations

import re

import nh3

from .tame import TooDear, tame

TEXT_TAGS = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em",
        "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
        "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    }
)  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height", "style"},
    "ol": {"start"},
    "table": {"border", "cellpadding"},  # formgrader has no style of its own for tables
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "tr": {"align"},
}
_DROP_WITH_CONTENT = {
    "script", "style", "template", "iframe", "object", "noscript", "svg", "math", "textarea", "select", "title",
}  # fmt: skip
#: Classes of the grader's own tables; only the grader's HTML keeps them.
OWN_CLASS = re.compile(r"autograder-[a-z-]+")
#: Classes of Pygments' highlighting (``.highlight .nb``), made by nbconvert from Markdown code blocks.
_PYGMENTS = re.compile(r"highlight|[a-z][a-z0-9]?[a-z0-9]?")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.I)
_SIZE = re.compile(r"\d{1,4}%?")
# A picture's own size, as the course's figures carry it; nothing that could place it over the page.
_PICTURE_STYLE = re.compile(r"(?:max-width|width|height|border-radius)\s*+:\s*+(?:auto|\d{1,4}(?:px|%))")
_STYLE_PROPERTIES = {"max-width", "width", "height", "border-radius"}
#: Longest HTML that is parsed at all.
MAX_HTML = 4_000_000
#: The result may be so many times as long as the input, and a little more; beyond that the markup tricked the parser.
GROWTH = 8
_NAMES = frozenset(name for names in _ATTRIBUTES.values() for name in names) | {"class"}


def clean_html(html: str, *, own: bool = False, code: bool = False) -> str:
    """HTML that is safe to open anywhere.

    Args:
        html: the markup.
        own: keep the grader's own classes (for HTML that the grader made itself).
        code: keep the classes of highlighted code.

    Raises:
        TooDear: the markup is too long, has too many tags, or grew too much.
    """
    if len(html) > MAX_HTML:
        raise TooDear

    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if PICTURE.fullmatch(value) else None
        if name == "href":
            return value if _LINK.match(value) else None
        if name in ("width", "height", "colspan", "rowspan", "start", "border", "cellpadding"):
            return value if _SIZE.fullmatch(value) else None
        if name == "style":
            kept = [part for part in value.split(";") if _PICTURE_STYLE.fullmatch(part.strip())]
            return ";".join(kept) or None
        if name == "class":
            words = [
                word
                for word in value.split()
                if (own and OWN_CLASS.fullmatch(word)) or (code and _PYGMENTS.fullmatch(word))
            ]
            return " ".join(words) or None
        return value

    attributes = {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    if own or code:
        for tag in ("div", "span", "table", "tr", "td", "th", "p", "pre"):
            attributes.setdefault(tag, set()).add("class")
    safe = nh3.clean(
        tame(html, TEXT_TAGS, _NAMES),
        tags=set(TEXT_TAGS),
        clean_content_tags=set(_DROP_WITH_CONTENT),
        attributes=attributes,
        attribute_filter=keep,
        filter_style_properties=_STYLE_PROPERTIES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
    )
    if len(safe) > GROWTH * len(html) + 10_000:
        raise TooDear
    return safe


__all__ = ["MAX_HTML", "OWN_CLASS", "PICTURE", "TEXT_TAGS", "TooDear", "clean_html"]
