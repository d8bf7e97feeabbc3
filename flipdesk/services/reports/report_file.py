"""A report as a file: CSV, JSON, SVG or PNG. What people said word for word stands in none."""

import json
from enum import StrEnum
from pathlib import Path

from flipdesk.domain.report import Report
from flipdesk.errors import KnownError
from flipdesk.i18n import _

_MOST_LETTERS = 90


class ReportForm(StrEnum):
    CSV = "csv"
    JSON = "json"
    SVG = "svg"
    PNG = "png"

    @property
    def ending(self) -> str:
        return f".{self.value}"


def render_report(report: Report, form: ReportForm) -> bytes:
    """Return the file. Safe on any thread."""
    if form is ReportForm.CSV:
        from flipdesk.exchange.report_csv import report_csv

        return report_csv(report)
    if form is ReportForm.JSON:
        from flipdesk.exchange.report_json import report_object

        text = json.dumps(report_object(report), ensure_ascii=False, indent=2)
        return f"{text}\n".encode("utf-8", "backslashreplace")
    from flipdesk.domain.charts.chart import drawn_alone
    from flipdesk.exchange.chart_svg import chart_svg, token_colours

    drawing = drawn_alone(report)
    svg = chart_svg(drawing, token_colours())
    if form is ReportForm.SVG:
        return svg.encode("utf-8")
    from flipdesk.documents.picture_png import svg_to_png

    return svg_to_png(svg, drawing.width)


def write_report(report: Report, path: Path, form: ReportForm) -> None:
    """Write the file; an old one is whole until the new one is.

    Raises:
        KnownError: it cannot be written.
    """
    from flipdesk.documents.save import save_file

    save_file(path, render_report(report, form), lambda _path: None)


def form_of_file(path: Path) -> ReportForm:
    """Return the form that the name of a file asks for.

    Raises:
        KnownError: it asks for none.
    """
    for form in ReportForm:
        if path.suffix.lower() == form.ending:
            return form
    endings = ", ".join(form.ending for form in ReportForm)
    sentence = _("{name} has none of the endings {endings}.")
    raise KnownError(sentence.format(name=path.name, endings=endings))


def report_file_name(report: Report) -> str:
    """Return what the file can be called, without an ending: title and what it is narrowed to."""
    from flipdesk.documents.file_name import safe_name

    words = " ".join(part for part in (report.title, report.scope) if part)
    return safe_name(words.replace(" ·", ",")[:_MOST_LETTERS])
