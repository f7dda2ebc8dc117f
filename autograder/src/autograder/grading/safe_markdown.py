"""Markdown of a student's: harmless wherever it is rendered, also where nothing sanitises what comes out."""

from __future__ import annotations

import re
from functools import lru_cache

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from . import messages
from .safe_html import PICTURE, TEXT_TAGS

#: Longer Markdown is not rendered: some of the renderer's patterns take the square of its length.  Pasted pictures are
#: no part of it, they are attachments by then.
MAX_MARKDOWN = 20_000
#: How often a formula that never ends may send the renderer to the end of the text, in characters.
MAX_SEARCHED = 4_000_000
_OPENERS = re.compile(r"\\\\[(\[]|\\begin\{")
_BLANKS = re.compile(r"[ \t]{1000}")
_ATTRIBUTE = r"(?:\s++(?:alt|title|width|height|align|colspan|rowspan|start)=\"[^\"<>&]*+\"|\s++open)"
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(TEXT_TAGS - {'a', 'img'}))}){_ATTRIBUTE}*\s*/?>", re.I)
_RAW_HTML = re.compile(rf"(?:[^<]++|{_TAG.pattern})*+", re.I)
_SAFE_URL = re.compile(r"(?:https?://|mailto:|#|attachment:|[\w./%-]*(?:$|[?#]))", re.I)


def is_dear(source: str) -> bool:
    """Whether rendering this Markdown would cost more than anybody's text does."""
    if len(source) > MAX_MARKDOWN or _BLANKS.search(source):
        return True
    return len(_OPENERS.findall(source)) * len(source) > MAX_SEARCHED


class _Inspector(IPythonRenderer):
    """Renders Markdown only to learn whether raw HTML or links in it are harmless."""

    harmless = True

    def block_html(self, html: str) -> str:
        """Raw HTML as a block."""
        self.harmless &= _RAW_HTML.fullmatch(html) is not None
        return ""

    def inline_html(self, html: str) -> str:
        """Raw HTML in a line."""
        self.harmless &= _RAW_HTML.fullmatch(html) is not None
        return ""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link: its scheme."""
        self.harmless &= _SAFE_URL.match(url) is not None
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture: embedded or beside the notebook, never fetched from elsewhere."""
        remote = "//" in url and not PICTURE.fullmatch(url)
        self.harmless &= not remote and (bool(PICTURE.fullmatch(url)) or _SAFE_URL.match(url) is not None)
        return ""


#: Longer Markdown is not remembered: what hostile submissions leave behind is bounded.
LONGEST_KEPT = 8_000


def safe_markdown(source: str) -> str:
    """Markdown whose raw HTML and links are harmless: unchanged if they were, else shown as text.

    What would be too dear to render is replaced by a note.
    """
    if is_dear(source):
        return messages.LEFT_OUT
    return _remembered(source) if len(source) <= LONGEST_KEPT else _safe_markdown(source)


@lru_cache(maxsize=512)
def _remembered(source: str) -> str:
    """The lesson's text is the same in every submission, and rendering it took a sixth of the judge's time."""
    return _safe_markdown(source)


def _safe_markdown(source: str) -> str:
    inspector = _Inspector(escape=False)
    try:
        MarkdownWithMath(renderer=inspector).render(source)
        if inspector.harmless:
            return source
    except (RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        pass  # what the renderer cannot read is shown as text
    shown = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", source)
    return re.sub(r"(\]\s*)([(:\[])", r"\1\\\2", shown)
