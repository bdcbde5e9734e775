"""Channel cells: which of the listed channels are marked as used, which not, which without a mark.

Marks come in many spellings: ■ and □; √, ☑, þ, R, t and signs of symbol fonts lost in conversion;
the Chinese character 口 in place of □; ☐ used as the ticked box; lists without any mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from disclosure_cli.importing.text import compact, tick, unwrap

_ON = "■☑√✓✔☒🗹▄▅▆▇◼◾⬛█▉▣●◆★▲✅"
_OFF = "□◻◽⬜▢○〇◯◇☆×✗✘❏❑"
_BALLOT = "☐"
# Signs of the Wingdings fonts: as private codes, and as the letters they turn into when the font is lost.
_ON += "\uf0fe\uf0fc\uf052\uf050\uf06e\uf074\uf0fd\uf053"
_OFF += "\uf0a8\uf06f\uf0a3\uf071\uf072"
_LETTER_ON = "tRPVvþüýÞ"
_LETTER_OFF = "oq¨£"
_MOUTH = "口"

_NAMES = (
    *("政府网站", "门户网站", "官方网站", "网站", "政府公报", "公报", "两微一端", "政务新媒体"),
    *("新媒体", "微信", "微博", "发布会", "新闻发布会", "听证会", "广播电视", "广播电台", "广播"),
    *("电视", "报刊", "纸质媒体", "纸质载体", "纸质", "公开查阅点", "公开查询点", "查阅点"),
    *("政务服务中心", "行政服务中心", "政府服务中心", "便民服务", "入户", "社区/", "企事业单位"),
    *("村公示栏", "公示栏", "公告栏", "精准推送", "其他", "其它", "信用中国"),
    *("政务服务网", "电子屏", "宣传栏", "档案馆", "图书馆", "法律服务网", "投资项目在线"),
    *("公共资源交易", "公众号", "会议", "公开栏", "咨询会", "座谈会", "论坛", "广播站"),
)
_KNOWN = "|".join(sorted(_NAMES, key=len, reverse=True)) + "|12345(?![0-9])"
_STARTING = re.compile(rf"\s*(?:{_KNOWN}|社区|现场|村|镇|街道|乡|县|市|区|本|主管|管理|部门|单位)")
_WIDE = "\u3400-\u9fff"
_BRACKETED = re.compile(rf"[(（\[【]\s*([{_ON}{_OFF}{_BALLOT}xX])\s*[)）\]】]")
_EMPTY_BRACKET = re.compile(r"[(（\[【]\s*()[)）\]】]")
# 口 is a mark at the start, after a space or a separator, or right before the name of a channel;
# never inside a word such as 窗口 or 人口
_MOUTH_MARK = re.compile(
    rf"(?:(?<=^)|(?<=[\s、,，;；。{_ON}{_OFF}]))口(?=\s*[{_WIDE}(（0-9])|口(?=\s*(?:{_KNOWN}))"
)
_MOUTH_WORD = re.compile(r"[窗人出入户港路进关接缺可门渡河山海洞井]$")
_ENTRANCE = re.compile(r"(?:出入|进出|[窗门路巷港渡井])$")
"""Before these, 口 is part of a word, also where the name of a channel follows (出入口公示栏)."""
_LETTER_MARK = re.compile(
    rf"(?<![A-Za-z0-9])([{_LETTER_ON}{_LETTER_OFF}])(?=\s*[{_WIDE}1])(?![A-Za-z])"
)
_BOX = re.compile(rf"[{_ON}{_OFF}{_BALLOT}]")
_ON_SIGN, _OFF_SIGN = "\ue001", "\ue002"
_MARK = re.compile(f"([{_ON_SIGN}{_OFF_SIGN}])")
_NOTE = re.compile(r"\s*(?:\n|[(（])?\s*(?:备注|注)\s*[:：].*$", re.DOTALL)
_LEAD = re.compile(r"[:：]\s*$|选择")
"""How words before the first mark end, or what they say, that are no channel (在标注范围内至少选择其一公开)."""
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;；、,，。]))(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳][.、．]?|[-－—•·])[ \t]*"
)
_NEXT_NUMBER = re.compile(r"[;；、,，\s]+[(（]?[0-9]{1,2}[)）.、．]+\s*$")
_SEPARATORS = re.compile(r"[;；、,，\n]+(?![^(（]*[)）])")
_SEMICOLON = re.compile(r"[;；]+(?![^(（]*[)）])")
_EDGES = " \t\n、,，;；.。:：_＿·/"

_CHANNEL_NAME = re.compile(
    rf"(?:{_KNOWN}|[{_WIDE}]{{0,10}}(?:网站|公示栏|公开栏|公告栏|宣传栏|发布会|听证会|座谈会|咨询会|论坛|公众号|平台|网页|官网|公报|新媒体))"
)

_OTHERS = frozenset(("其他", "其它", "其他渠道", "其它渠道"))

FULL_LIST = 10
"""From so many boxes on, a cell lists all standard channels rather than the chosen ones."""


@dataclass(frozen=True, slots=True)
class Channels:
    """The reading of one channel cell, names as they stand there without spaces."""

    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """``doubtful`` says which sign the reading had to guess the meaning of, else it is empty."""

    channels: Channels
    doubtful: str = ""


def ballot_means_used(texts: Iterable[str]) -> bool:
    """Whether ☐ marks the used channels in a column: no other sign does, and no cell lists all."""
    cells = [text for text in texts if _BALLOT in text]
    return bool(cells) and not any(
        text.count(_BALLOT) >= FULL_LIST or any(sign in text for sign in _ON + "R" + "þ")
        for text in cells
    )


@lru_cache(maxsize=4096)
def read_channels(text: str, *, ballot_used: bool = False) -> ChannelReading:
    """Used, unused and unmarked channels of a cell; empty for an empty cell.

    ``ballot_used`` is what ``ballot_means_used`` told of the whole column.
    """
    if not text.strip():
        return ChannelReading(Channels())
    marked, doubtful = _marked(text, ballot_used=ballot_used)
    pieces = _MARK.split(marked)
    if len(pieces) == 1:
        return ChannelReading(Channels(unmarked=_listed(text)), "")
    if pieces[0].strip(_EDGES) and not pieces[-1].strip(_EDGES):
        pieces = _labels_before_marks(pieces)
    used: list[str] = []
    unused: list[str] = []
    unmarked = [] if _LEAD.search(pieces[0]) else list(_listed(pieces[0]))
    for sign, label in zip(pieces[1::2], pieces[2::2], strict=True):
        name, loose = _names(label)
        if name:
            (used if sign == _ON_SIGN else unused).append(name)
        unmarked += loose
    return ChannelReading(Channels(tuple(used), tuple(unused), tuple(unmarked)), doubtful)


def read_channel_columns(cells: Iterable[tuple[str, str]]) -> Channels:
    """The reading where each channel is a column of its own: (channel, what its cell holds).

    Words in the column of other channels say which: they are written behind it, as in a cell with all channels.
    """
    used: list[str] = []
    unused: list[str] = []
    for name, text in cells:
        is_named = tick(text) is None and compact(name) in _OTHERS
        written = f"{name}：{unwrap(text)}" if is_named else name
        (unused if tick(text) is False else used).append(written)
    return Channels(tuple(used), tuple(unused))


def is_channel_name(text: str) -> bool:
    """Whether a text is the name of a channel and nothing else."""
    return _CHANNEL_NAME.fullmatch(compact(text)) is not None


def looks_like_channels(text: str) -> bool:
    """Whether a cell reads as channels: marks before names, or nothing but names of channels."""
    marked, _ = _marked(text, ballot_used=False)
    if len(_MARK.findall(marked)) >= 1 and re.search(_KNOWN, text) and tick(text) is None:
        return True
    names = _listed(text)
    return bool(names) and all(len(name) <= 24 and _CHANNEL_NAME.match(name) for name in names)


def _marked(text: str, *, ballot_used: bool) -> tuple[str, str]:
    """The text with every mark as the sign for on or off, and the sign whose meaning is a guess."""
    signs: list[str] = []

    def sign_of(mark: str, meaning: str) -> str:
        signs.append(mark)
        return meaning

    def bracket(found: re.Match[str]) -> str:
        mark = found[1] or ""
        return sign_of(mark, _ON_SIGN if mark and (mark in _ON or mark in "xX") else _OFF_SIGN)

    def letter(found: re.Match[str]) -> str:
        return sign_of(found[1], _OFF_SIGN if found[1] in _LETTER_OFF else _ON_SIGN)

    def mouth(found: re.Match[str]) -> str:
        before = found.string[: found.start()]
        if _ENTRANCE.search(before) or (_MOUTH_WORD.search(before) and not _starts_known(found)):
            return found[0]
        return sign_of(_MOUTH, _OFF_SIGN)

    def box(found: re.Match[str]) -> str:
        on = found[0] in _ON or (found[0] == _BALLOT and ballot_used)
        return sign_of(found[0], _ON_SIGN if on else _OFF_SIGN)

    bracketed = _BRACKETED.sub(bracket, text)
    if bracketed != text:
        bracketed = _EMPTY_BRACKET.sub(bracket, bracketed)
    marked = _BOX.sub(box, _MOUTH_MARK.sub(mouth, _LETTER_MARK.sub(letter, bracketed)))
    return marked, _guessed(signs, marked)


def _guessed(signs: list[str], marked: str) -> str:
    """The sign whose meaning had to be guessed: one alone, where its counterpart would settle it."""
    if not signs or (_ON_SIGN in marked and _OFF_SIGN in marked):
        return ""
    odd = next(
        (sign for sign in signs if sign in _LETTER_ON + _LETTER_OFF + _MOUTH + _BALLOT),
        "",
    )
    if _ON_SIGN in marked or odd:
        return odd
    return signs[0] if len(signs) < FULL_LIST else ""


def _starts_known(found: re.Match[str]) -> bool:
    return _STARTING.match(found.string, found.end()) is not None


def _labels_before_marks(pieces: list[str]) -> list[str]:
    """Turn ``name mark name mark`` around, so that each mark stands before its name."""
    turned = [""]
    for name, sign in zip(pieces[0:-1:2], pieces[1::2], strict=True):
        turned += [sign, name]
    return turned


def _names(label: str) -> tuple[str, tuple[str, ...]]:
    """The name behind a mark, and what follows it without a mark of its own.

    That is what stands after a semicolon, and a known name after a space; else spaces are lay-out.
    """
    first, *rest = _SEMICOLON.split(_NEXT_NUMBER.sub("", _NOTE.sub("", label)))
    own: list[str] = []
    loose: list[str] = []
    for part in first.split():
        bare = part.strip(_EDGES)
        if own and (bare in _FULL_NAMES or bare.startswith("其他")):
            loose.append(bare)
        else:
            own.append(part)
    name = _NUMBERED.sub("", "".join(own).strip(_EDGES)).strip(_EDGES)
    loose += (bare for part in rest if (bare := "".join(part.split()).strip(_EDGES)))
    return name, tuple(loose)


_FULL_NAMES = frozenset(
    (
        *("政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体"),
        *("公开查阅点", "政务服务中心", "便民服务站", "入户/现场", "精准推送"),
    )
)


def _listed(text: str) -> tuple[str, ...]:
    """The names of a list without marks: numbered, on lines, or between 、 ， and ；."""
    plain = _NOTE.sub("", text)
    broken = _NUMBERED.sub("\n", plain)
    parts = (part for whole in _SEPARATORS.split(broken) for part in _spaced(whole))
    names = ("".join(part.split()).strip(_EDGES) for part in parts)
    return tuple(name for name in names if name)


def _spaced(text: str) -> list[str]:
    """The names between spaces, where each is one; else the spaces are lay-out."""
    parts = text.split()
    return parts if all(_CHANNEL_NAME.fullmatch(part) for part in parts) else [text]
