"""Saving a chart: asked for here, through the gate, and written in a job."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.report import Report, Scope
from flipdesk.i18n import _
from flipdesk.services.gate import NotClearedError
from flipdesk.services.reports.report_file import (
    ReportForm,
    form_of_file,
    report_file_name,
    write_report,
)
from flipdesk.services.reports.reports import Reports
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.save_dialog import ask_where


class ReportSaving(QObject):
    """`written` tells the path of the file, `refused` a sentence."""

    written = Signal(str)
    refused = Signal(str)

    def __init__(self, jobs: JobRunner, reports: Reports, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._reports = reports
        self._window = window

    def ask(self, report: Report, scope: Scope) -> None:
        """Ask for a place and a form, unless something in its words has to be decided first."""
        try:
            self._reports.refuse(report, scope)
        except NotClearedError as error:
            self.refused.emit(error.told())
            return
        endings = {
            _("Pictures to draw on (*.svg)"): ReportForm.SVG.ending,
            _("Pictures (*.png)"): ReportForm.PNG.ending,
            _("Tables for spreadsheets (*.csv)"): ReportForm.CSV.ending,
            _("Data for programs (*.json)"): ReportForm.JSON.ending,
        }

        def write(path: Path) -> None:
            self.write(report, path)

        name = report_file_name(report)
        ask_where(self._window, _("Save the chart"), name, write, name="chart_save_as",
                  endings=endings)  # fmt: skip

    def write(self, report: Report, path: Path) -> None:
        """Write the file off the window's thread."""

        def tell(result: Ok[None] | Err) -> None:
            if isinstance(result, Err):
                self.refused.emit(result.sentence)
            else:
                self.written.emit(str(path))

        title = _("Writing {name}").format(name=path.name)
        self._jobs.run(title, lambda _job: write_report(report, path, form_of_file(path)), tell)
