"""Saving a chart: asked for here, through the gate, and written in a job."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Report, Scope
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import _, language
from flipdesk.services.reports.report_file import (
    ReportForm,
    form_of_file,
    report_file_name,
    write_report,
)
from flipdesk.services.reports.reports import READERS, Reports
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.leaving_gate import LeavingGate, LongOutgoing, Seen
from flipdesk.ui.rooms.compile.gate_page import GateSubject
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.save_dialog import ask_where


class ReportSaving(QObject):
    """`written` tells the path of the file, `refused` a sentence."""

    written = Signal(str)
    refused = Signal(str)

    def __init__(self, tools: RoomTools, reports: Reports, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = tools.jobs
        self._journal = tools.workspace.desk.journal
        self._reports = reports
        self._window = window
        self.gate = LeavingGate(tools.theme, tools.workspace, tools.commands, tools.jobs, window)

    def ask(self, report: Report, scope: Scope) -> None:
        """Ask for a place and a form, or first what has to be decided in its words."""
        counted = [report]

        def read(tell: Callable[[Ok[Seen[Report]] | Err], None]) -> None:
            # What is put right is counted again, with its new words.
            fresh = counted.pop() if counted else self._reports.make(report.name, scope)
            concerns, homes = self._reports.concerns(fresh, scope)
            home = next(iter(homes.values()), SessionId(""))
            subject = GateSubject(home, READERS, language(), homes=homes)
            tell(Ok(Seen(fresh, subject, concerns)))

        self.gate.ask(LongOutgoing(_("Before the file is written"), read, self._ask_where))

    def _ask_where(self, report: Report) -> None:
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
                self._journal.note(Act.EXPORTED, Thing.REPORT)
                self.written.emit(str(path))

        title = _("Writing {name}").format(name=path.name)
        self._jobs.run(title, lambda _job: write_report(report, path, form_of_file(path)), tell)
