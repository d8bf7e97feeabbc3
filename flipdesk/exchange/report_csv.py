"""A report as CSV, as a spreadsheet opens it: semicolons, and the decimal comma in Danish."""

import csv
import io

from flipdesk.domain.report import Cell, Column, Report, Unit
from flipdesk.domain.report_text import cell_text
from flipdesk.exchange.formula_guard import guarded
from flipdesk.i18n import _, language

_BOM = "\ufeff"
_MINUTE_MS = 60_000


def report_csv(report: Report) -> bytes:
    """Return the table in UTF-8 with a mark at its beginning, which Excel asks for.

    Times are minutes with two decimals. What is hidden is a word and no number.
    """
    out = io.StringIO()
    is_danish = language() == "da"
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(report.head), *(guarded(_head(one)) for one in report.columns)])
    for row in report.rows:
        cells = zip(row.cells, report.columns, strict=True)
        writer.writerow([guarded(row.title), *(_value(*one, comma=is_danish) for one in cells)])
    return (_BOM + out.getvalue()).encode("utf-8", "replace")


def _head(column: Column) -> str:
    match column.unit:
        case Unit.PERCENT:
            return f"{column.title} (%)"
        case Unit.DURATION_MS | Unit.OFFSET_MS:
            return _("{title} (minutes)").format(title=column.title)
    return column.title


def _value(cell: Cell, column: Column, *, comma: bool) -> str:
    if cell.is_hidden or column.unit is Unit.TEXT:
        return guarded(cell_text(cell, column.unit))
    if cell.number is None:
        return ""
    number = cell.number
    if column.unit in (Unit.DURATION_MS, Unit.OFFSET_MS):
        number /= _MINUTE_MS
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text
