"""Text of cells: spaces and line breaks made uniform, labels made comparable.

A value stays the text that stood in the cell. Only what no reader sees is changed: kinds of
spaces, spaces at line ends, empty lines. So a workbook and a page of one table read the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from disclosure_cli.grammar.ditto import ABOVE, LEFT
from disclosure_cli.reading.decoding import without_invisible

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufe00-\ufe0f\ufeff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_WHITE = re.compile(r"\s")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])\\s*\n\\s*(?=[{_WIDE}])")

UNDECODED = "\ufffd"
"""What stands where bytes were no text, or where another program could not read them."""
_MISSING = "〓"
"""The printers' sign for a missing character."""

_ERROR_VALUE = re.compile(
    "#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\\?|NUM!|N/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA|错误)"
    "|Err:[0-9]{3}",
    re.IGNORECASE,
)

_AROUND = re.compile(r"^[(\[【]+|[)\]】。.,、;]+$")

_TICKED = frozenset("√✓✔☑🗹■●◼▄▅▆▇█★▲þÞüÖRPtVvYy是有") | {
    "V",
    "对",
    "yes",
    "YES",
    "TRUE",
    "勾",
}
_UNTICKED = frozenset("□☐◻○〇◯×✗✘xX☒否无口oN－-—–/\\＼／¨") | {
    "no",
    "NO",
    "FALSE",
    "——",
    "--",
}


def clean(text: str) -> str:
    """Lines stripped, runs of spaces to one, empty lines and invisible characters dropped."""
    if _WHITE.search(text) is None:
        return _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", _LINE_BREAK.sub("\n", _INVISIBLE.sub("", text)))
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))


@lru_cache(maxsize=16384)
def compact(text: str) -> str:
    """The text without any spaces, width variants folded: for comparing labels."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _WHITE.sub("", folded)


@lru_cache(maxsize=16384)
def writable(text: str) -> str:
    """The text as a record may have it: nothing invisible, and a printers' sign for what is no text."""
    return without_invisible(text).replace(UNDECODED, _MISSING).strip()


def is_error_value(text: str) -> bool:
    """Tell whether a text is what spreadsheets show where a formula came to nothing (#REF!, #N/A)."""
    return text[:1] in "#Ee" and _ERROR_VALUE.fullmatch(text.strip()) is not None


def unwrap(text: str) -> str:
    """One line: a break between Chinese characters is a manual one and goes, else it is a space."""
    return _BROKEN_LINE.sub("", text).replace("\n", " ")


@lru_cache(maxsize=4096)
def ditto(text: str) -> str:
    """``above`` for 同上 and its spellings, ``left`` for 同左, else an empty string."""
    if len(text) > 8:
        return ""
    bare = _AROUND.sub("", compact(text)) or compact(text)
    if bare in ABOVE or text.strip() in ABOVE:
        return "above"
    return "left" if bare in LEFT else ""


@lru_cache(maxsize=4096)
def tick(text: str) -> bool | None:
    """Whether a cell is only a tick (True) or only an empty mark (False); None for other text.

    An empty text is no tick: False.
    """
    bare = _WHITE.sub("", text).strip("()（）[]【】")
    if not bare:
        return False
    if bare in _TICKED:
        return True
    return False if bare in _UNTICKED else None
