"""The words that stand for the numbers of a report, on charts, in tables and for screen readers."""

from flipdesk.domain.offsets import format_duration
from flipdesk.domain.report import Cell, Column, Report, Row, Unit
from flipdesk.i18n import _, language

NOTHING = "·"
_NONE_IS_NOTHING = frozenset({Unit.COUNT, Unit.DURATION_MS, Unit.HOURS})
_DANISH_SIGNS = str.maketrans(",.", ".,")


def cell_text(cell: Cell, unit: Unit) -> str:
    """Return what stands in a cell: "12", "38 %", "29:24", "·" for nothing, "få" for few."""
    if cell.is_hidden:
        return _("few")
    if unit is Unit.TEXT or cell.text:
        return cell.text
    if cell.number is None or (not cell.number and unit in _NONE_IS_NOTHING):
        return NOTHING
    return _number(cell.number, unit)


def _number(number: float, unit: Unit) -> str:
    match unit:
        case Unit.PERCENT:
            return _("{percent} %").format(percent=round(number))
        case Unit.DURATION_MS | Unit.OFFSET_MS:
            return format_duration(round(number))
        case Unit.MINUTES:
            return signed(number)
    return plain_number(number)


def plain_number(number: float) -> str:
    """Return a number with at most one decimal, written as in the language: "12.345", "2,5"."""
    text = f"{number:,.1f}".removesuffix(".0")
    return text.translate(_DANISH_SIGNS) if language() == "da" else text


def signed(number: float) -> str:
    """Return a difference with its sign, "+3" or "−2,5"."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + plain_number(abs(round(number, 1)))


def spoken_cell(row: Row, column: Column, cell: Cell) -> str:
    """Return a whole sentence for one cell: "Samtale, Nordby: 17"."""
    said = _("hidden because it is few") if cell.is_hidden else cell_text(cell, column.unit)
    if said == NOTHING:
        said = _("none")
    heads = ", ".join(part for part in (row.title, column.title) if part)
    return f"{heads}: {said}"


def spoken_report(report: Report) -> str:
    """Return what a screen reader says of a chart: the question, what it shows, how to read it."""
    parts = (report.question, report.scope, *report.summary, *report.notes)
    if report.is_empty:
        parts = (report.question, report.missing)
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
