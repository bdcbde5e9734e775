"""Charts of a sheet. openpyxl makes them with the skeleton of a workbook; which cells they show and where they stand is
put in afterwards, as all that differs from one workbook to the next.

A chart shows cells, so a number that is changed by hand changes the chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from disclosure_cli.document import DrawingForm
from disclosure_cli.outputs.characters import visible
from disclosure_cli.outputs.xlsx.grid import Area, Chart
from disclosure_cli.outputs.xlsx.layout import Font

if TYPE_CHECKING:
    from openpyxl.chart.text import RichText
    from openpyxl.worksheet.worksheet import Worksheet

_LABELS, _NUMBERS = "LABELS", "NUMBERS"
_COLOUR = "8C1A1E"
_LINES = "B9B1A2"
_GAP = 60
_HUNDREDTHS = 100
_PLACE = re.compile("<from>.*?</to>", re.DOTALL)
_NAME = re.compile(' name="[^"]*"')
# Written as they are, an attribute has blanks in their place.
_BREAKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def add_charts(sheet: Worksheet, forms: Sequence[DrawingForm], font: Font) -> None:
    """Add charts to a sheet of a skeleton: each of a form, without cells and without a place."""
    from openpyxl.chart import BarChart
    from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.series import Series
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    for form in forms:
        chart = BarChart()
        chart.type = "bar" if form == "bars" else "col"
        chart.legend = None
        chart.gapWidth = _GAP
        series = Series(
            idx=0,
            order=0,
            cat=AxDataSource(strRef=StrRef(f=_LABELS)),
            val=NumDataSource(numRef=NumRef(f=_NUMBERS)),
        )
        series.graphicalProperties.solidFill = _COLOUR
        series.graphicalProperties.line.noFill = True
        chart.series.append(series)
        chart.dataLabels = DataLabelList(showVal=True, txPr=_letters(font))
        chart.dataLabels.showSerName = chart.dataLabels.showCatName = False
        chart.dataLabels.showLegendKey = chart.dataLabels.showPercent = False
        chart.x_axis.delete = False
        chart.x_axis.graphicalProperties = _line()
        chart.x_axis.txPr = _letters(font)
        if form == "bars":
            # Else the first row would be the lowest bar.
            chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.delete = True
        chart.y_axis.majorGridlines = None
        chart.y_axis.scaling.min = 0
        place = TwoCellAnchor("oneCell", _from=AnchorMarker(), to=AnchorMarker())
        chart.anchor = place  # type: ignore[assignment]  # a cell or an anchor
        sheet.add_chart(chart)


def _line() -> object:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(ln=LineProperties(solidFill=_LINES))


def _letters(font: Font) -> RichText:
    """Return the type in which a chart is written: that of the cells."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import (
        CharacterProperties,
        Paragraph,
        ParagraphProperties,
        RichTextProperties,
    )
    from openpyxl.drawing.text import Font as Typeface

    face = Typeface(typeface=font.name)
    letters = CharacterProperties(latin=face, ea=face, sz=round(font.size * _HUNDREDTHS))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def place_charts(
    parts: dict[str, bytes], charts: Sequence[tuple[str, Sequence[Chart]]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a workbook that charts are made of, filled in. `charts` are those of each sheet by its name,
    in the order of the sheets; a sheet without any has none of these parts.
    """
    number = 0
    drawn = [(sheet, found) for sheet, found in charts if found]
    for drawing, (sheet, found) in enumerate(drawn, 1):
        path = f"xl/drawings/drawing{drawing}.xml"
        yield path, _placed(parts[path].decode(), found).encode()
        for chart in found:
            number += 1
            path = f"xl/charts/chart{number}.xml"
            yield path, _filled(parts[path].decode(), sheet, chart).encode()


def _placed(xml: str, charts: Sequence[Chart]) -> str:
    """Return a drawing whose charts stand at their places and say what they show to those who do not see it."""
    places = (
        f"<from>{_marker(chart.place.first_column - 1, chart.place.first_row - 1)}</from>"
        f"<to>{_marker(chart.place.last_column, chart.place.last_row)}</to>"
        for chart in charts
    )
    names = (f" name={_quoted(chart.title)} descr={_quoted(chart.summary)}" for chart in charts)
    return _NAME.sub(lambda _: next(names), _PLACE.sub(lambda _: next(places), xml))


def _quoted(text: str) -> str:
    written = escape(visible(text))
    return f'"{written.translate(_BREAKS)}"'


def _marker(column: int, row: int) -> str:
    return f"<col>{column}</col><colOff>0</colOff><row>{row}</row><rowOff>0</rowOff>"


def _filled(xml: str, sheet: str, chart: Chart) -> str:
    """Return a chart that shows its cells and no title, which stands above the table."""
    quoted = "'" + sheet.replace("'", "''") + "'!"
    for name, area in ((_LABELS, chart.labels), (_NUMBERS, chart.numbers)):
        xml = xml.replace(f"<f>{name}</f>", f"<f>{quoted}{_absolute(area)}</f>")
    # An empty text among the properties of texts is one that openpyxl puts there.
    xml = xml.replace("<a:r><a:t></a:t></a:r>", "")
    return xml.replace("<plotArea>", '<autoTitleDeleted val="1"/><plotArea>')


def _absolute(area: Area) -> str:
    from openpyxl.utils import absolute_coordinate, get_column_letter

    first, last = map(get_column_letter, (area.first_column, area.last_column))
    return absolute_coordinate(f"{first}{area.first_row}:{last}{area.last_row}")
