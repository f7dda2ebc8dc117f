"""The names of a zip's entries: what they were before some program wrote them in its own encoding."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

_FLAG_UTF8 = 0x0800
_UNICODE_PATH = 0x7075
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")


def decoded_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The entries' names: UTF-8 where a flag or an extra field says so, else one choice for the whole archive."""
    names: list[str | bytes] = []
    for info in infos:
        if info.flag_bits & _FLAG_UTF8:
            names.append(info.orig_filename)
            continue
        raw = info.orig_filename.encode("cp437", "replace")
        names.append(_unicode_path(info.extra, raw) or raw)
    chosen = _encoding([name for name in names if isinstance(name, bytes)])
    return [name.decode(chosen, "replace") if isinstance(name, bytes) else name for name in names]


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The UTF-8 name in the extra field 0x7075, if it belongs to the name in the header; else ""."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1:
            (crc,) = struct.unpack_from("<I", body, 1)
            if crc == zlib.crc32(raw):
                try:
                    return body[5:].decode("utf-8")
                except UnicodeDecodeError:
                    return ""
    return ""


def _encoding(names: Sequence[bytes]) -> str:
    """UTF-8 or CP949, for all names without a mark.

    CP949 bytes of some syllables are valid UTF-8, so if both fit, the one that gives Hangul is taken.
    """
    whole = b"/".join(names)
    texts = {}
    for encoding in ("utf-8", "cp949"):
        try:
            texts[encoding] = whole.decode(encoding)
        except UnicodeDecodeError:
            continue
    for encoding, text in texts.items():
        if _HANGUL.search(text):
            return encoding
    return next(iter(texts), "cp437")
