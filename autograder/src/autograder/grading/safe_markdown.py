"""Makes Markdown of a student's harmless, even where it is rendered and nobody sanitises the result."""

from __future__ import annotations

import re
from functools import lru_cache

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from . import messages
from .safe_html import PICTURE, TEXT_TAGS

#: Longer Markdown is not rendered, since some of the renderer's patterns take quadratic time.  Pasted pictures do not
#: count: they are attachments by then.
MAX_MARKDOWN = 20_000
#: The renderer searches the rest of the text for the end of each formula: at most so many characters in all.
MAX_SEARCHED = 4_000_000
_OPENERS = re.compile(r"\\\\[(\[]|\\begin\{")
_BLANKS = re.compile(r"[ \t]{1000}")
_ATTRIBUTE = r"(?:\s++(?:alt|title|width|height|align|colspan|rowspan|start)=\"[^\"<>&]*+\"|\s++open)"
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(TEXT_TAGS - {'a', 'img'}))}){_ATTRIBUTE}*\s*/?>", re.I)
_RAW_HTML = re.compile(rf"(?:[^<]++|{_TAG.pattern})*+", re.I)
_SAFE_URL = re.compile(r"(?:https?://|mailto:|#|attachment:|[\w./%-]*(?:$|[?#]))", re.I)


def is_dear(source: str) -> bool:
    """Whether this Markdown takes too long to render; nobody writes such text by hand."""
    if len(source) > MAX_MARKDOWN or _BLANKS.search(source):
        return True
    return len(_OPENERS.findall(source)) * len(source) > MAX_SEARCHED


class _Inspector(IPythonRenderer):
    """Renders Markdown only to learn whether raw HTML or links in it are harmless."""

    harmless = True

    def block_html(self, html: str) -> str:
        """Check a block of raw HTML."""
        self.harmless &= _RAW_HTML.fullmatch(html) is not None
        return ""

    def inline_html(self, html: str) -> str:
        """Check raw HTML within a line."""
        self.harmless &= _RAW_HTML.fullmatch(html) is not None
        return ""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Check the scheme of a link."""
        self.harmless &= _SAFE_URL.match(url) is not None
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Check that a picture is embedded or lies beside the notebook, so that nothing is fetched from elsewhere."""
        remote = "//" in url and not PICTURE.fullmatch(url)
        self.harmless &= not remote and (bool(PICTURE.fullmatch(url)) or _SAFE_URL.match(url) is not None)
        return ""


#: Longer Markdown is not cached, which bounds the memory that hostile submissions can fill.
LONGEST_KEPT = 8_000


def safe_markdown(source: str) -> str:
    """Markdown whose raw HTML and links are harmless: unchanged if they are, otherwise with both shown as text.

    Markdown that would take too long to render is replaced by a note.
    """
    if is_dear(source):
        return messages.LEFT_OUT
    return _remembered(source) if len(source) <= LONGEST_KEPT else _safe_markdown(source)


@lru_cache(maxsize=512)
def _remembered(source: str) -> str:
    """Cached: the lesson's text is the same in every submission, and rendering it took a sixth of the judge's time."""
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
