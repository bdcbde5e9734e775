"""The results as pictures: how the program stands to others, and how time and memory grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

from benchmarks.results import Point, Results
from benchmarks.targets import GIBIBYTE, Sizes

PICTURES = (
    ("同样的文件，各要多少时间", "images/benchmark.svg"),
    ("事项增多，时间和内存怎样增长", "images/growth.svg"),
)
"""Title and file, below `docs/`, of each picture."""

_INK, _SOFT, _RULE, _PAPER = "#1e2226", "#555b62", "#ddd8ce", "#ffffff"
_OURS, _OTHERS, _SECOND = "#8c1a1e", "#b9b1a2", "#1b4c86"
_FACE = "PingFang SC, Microsoft YaHei, Source Han Sans SC, Noto Sans CJK SC, sans-serif"
_WIDTH = 880

_GROUPS = (
    (
        "检查",
        (
            ("check-jsonschema", "check-jsonschema（只查字段）"),
            ("plain-check", "脚本：PyYAML（C）+ jsonschema（只查字段）"),
            ("validate", "disclose validate（字段和全部规则）"),
            ("bare-parse", "libyaml 只解析"),
        ),
    ),
    (
        "生成",
        (
            ("plain-build", "脚本：一页网页、一张表"),
            ("build", "disclose build（全部输出）"),
            ("build-one", "disclose build，改了一个事项"),
            ("build-same", "disclose build，没有改动"),
        ),
    ),
)
_LABELS, _BAR, _PITCH = 330, 16, 30
_LINES = (("build", _OURS, -12), ("validate", _SECOND, 22))
"""Job, colour, and how far below a point its value is written."""
_PLOT = (340, 250)


def draw(results: Results, sizes: Sizes) -> dict[str, str]:
    """Return the pictures by the name of their file."""
    shown = (_bars(results, sizes.main), _growth(results, sizes))
    return {name: text for (_, name), text in zip(PICTURES, shown, strict=True)}


def _picture(title: str, height: float, parts: Iterable[str]) -> str:
    """Return a picture with its title for those who do not see it, on paper of its own also on dark pages."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" width="{_WIDTH}" '
            f'height="{height:g}" role="img" font-family="{_FACE}" font-size="13">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{_WIDTH}" height="{height:g}" rx="8" fill="{_PAPER}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _text(x: float, y: float, words: str, fill: str = _INK, **more: str) -> str:
    """Return a text; underscores in the names of attributes stand for hyphens."""
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}"{attributes}>{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, **more: str) -> str:
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{stroke}" fill="none"{attributes}/>'


def _bars(results: Results, items: int) -> str:
    """Draw how long each job takes, as bars in groups."""
    title = f"{PICTURES[0][0]}（{items:,}个事项，中位数，秒）"
    parts = [_text(24, 34, title, font_size="16", font_weight="bold")]
    y = 56.0
    for name, jobs in _GROUPS:
        found = [(job, label, results.of(Point(job, items))) for job, label in jobs]
        measured = [(job, label, one.seconds) for job, label, one in found if one]
        longest = max((seconds for _, _, seconds in measured), default=0)
        parts.append(_text(24, y + 18, name, _SOFT, font_weight="bold"))
        for job, label, seconds in measured:
            length = max(2.0, round((_WIDTH - _LABELS - 110) * seconds / longest, 1))
            ours = job in {"validate", "build", "build-one", "build-same"}
            weight = "bold" if ours else "normal"
            parts += [
                _text(_LABELS - 12, y + 18, label, text_anchor="end", font_weight=weight),
                f'<rect x="{_LABELS}" y="{y + 5:g}" width="{length:g}" height="{_BAR}" rx="2" '
                f'fill="{_OURS if ours else _OTHERS}"/>',
                _text(_LABELS + length + 8, y + 18, _number(seconds), font_weight=weight),
            ]
            y += _PITCH
        y += 18
    return _picture(title, y + 6, parts)


class _Scale(NamedTuple):
    """A logarithmic scale: what its ends stand for, and where they are."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value is."""
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return round(self.start + share * (self.end - self.start), 1)

    def decades(self) -> Iterator[float]:
        """Yield the powers of ten on the scale."""
        for power in range(ceil(log10(self.low)), floor(log10(self.high)) + 1):
            yield 10.0**power


def _growth(results: Results, sizes: Sizes) -> str:
    """Draw time and memory over the number of items."""
    title = f"{PICTURES[1][0]}"
    seconds = {
        job: [(n, one.seconds) for n in sizes.growth if (one := results.of(Point(job, n)))]
        for job, _, _ in _LINES
    }
    held = {
        job: [
            (n, one.memory / 2**20)
            for n in sizes.growth
            if (one := results.of(Point(job, n))) and one.memory
        ]
        for job, _, _ in _LINES
    }
    parts = [_text(24, 34, title, font_size="16", font_weight="bold"), *_legend()]
    parts += _panel(76, "时间（秒）；虚线：事项多几倍，时间就多几倍", seconds, sizes, limit=None)
    parts += _panel(508, "最多占用的内存（MiB）", held, sizes, limit=GIBIBYTE / 2**20)
    return _picture(title, 392, parts)


def _legend() -> Iterator[str]:
    for number, (job, colour, _) in enumerate(_LINES):
        x = _WIDTH - 250 + 110 * number
        yield _line(x, 30, x + 24, 30, colour, stroke_width="2.5")
        yield _text(x + 32, 34, job, colour, font_weight="bold")


def _panel(
    left: float,
    title: str,
    lines: dict[str, list[tuple[int, float]]],
    sizes: Sizes,
    limit: float | None,
) -> Iterator[str]:
    """Yield a plot of lines on two logarithmic scales, with a limit, or with what grows as the number of items does."""
    width, height = _PLOT
    top, bottom = 84.0, 84.0 + height
    values = [value for points in lines.values() for _, value in points] + [limit or 1]
    across = _Scale(sizes.growth[0] / 2, sizes.growth[-1] * 2, left, left + width)
    up = _Scale(min(values) / 2.5, max(values) * 2.5, bottom, top)
    yield _text(left, 66, title, _SOFT)
    yield _line(left, bottom, left + width, bottom, _SOFT)
    for value in up.decades():
        y = up.at(value)
        yield _line(left, y, left + width, y, _RULE)
        yield _text(left - 8, y + 4, f"{value:,g}", _SOFT, text_anchor="end", font_size="12")
    for items in sizes.growth:
        label = f"{items:,}个"
        yield _text(
            across.at(items), bottom + 20, label, _SOFT, text_anchor="middle", font_size="12"
        )
    if limit is not None:
        y = up.at(limit)
        yield _line(left, y, left + width, y, _INK, stroke_dasharray="5 4")
        yield _text(left + 6, y - 6, "上限 1 GiB", font_size="12")
    for job, colour, below in _LINES:
        if limit is None and lines[job]:
            yield _proportional(lines[job], across, up, colour)
        points = [(across.at(items), up.at(value), value) for items, value in lines[job]]
        yield from _curve(points, colour, below)


def _curve(points: Sequence[tuple[float, float, float]], colour: str, below: int) -> Iterator[str]:
    """Yield a line through points, each with its value."""
    path = "L".join(f"{x:g} {y:g}" for x, y, _ in points)
    yield f'<path d="M{path}" stroke="{colour}" stroke-width="2.5" fill="none"/>'
    for x, y, value in points:
        yield f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{colour}"/>'
        # White around the number, for lines that it may stand on.
        around = {"stroke": "#fff", "stroke_width": "4", "paint_order": "stroke"}
        size = {"text_anchor": "middle", "font_size": "12"}
        yield _text(x, y + below, _number(value), colour, **size, **around)


def _proportional(
    points: Sequence[tuple[int, float]], across: _Scale, up: _Scale, colour: str
) -> str:
    """Return the line that a job would follow if it took as many times as long as there are more items."""
    (first, value), (last, _) = points[0], points[-1]
    x1, y1, x2 = across.at(first), up.at(value), across.at(last)
    y2 = up.at(value * last / first)
    return _line(x1, y1, x2, y2, colour, stroke_dasharray="3 4", stroke_opacity="0.6")


def _number(value: float) -> str:
    digits = 2 if value < 1 else 1 if value < 20 else 0
    return f"{value:,.{digits}f}"
