"""Where a transcript belongs: at the recording it was made from, by the clock, or at a marker."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from flipdesk.domain.offsets import format_offset, parse_offset
from flipdesk.domain.recording import Recording
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.transcript_import import (
    PlaceSubject,
    TranscriptImport,
    TranscriptPlace,
)
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.dialogs.import_sound_dialog import marker_words
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.label import Caption, Strong
from flipdesk.ui.widgets.time_field import TimeField

_RECORDING, _CLOCK, _MARKER = "recording", "clock", "marker"


class TranscriptPlaceDialog(FormDialog):
    """Proposes the recording it probably is of; `placed` carries the `TranscriptPlace`."""

    placed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        record: SessionRecord,
        subject: PlaceSubject,
        imports: TranscriptImport,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "transcript_place_dialog", subject.title, subject.accept, parent)
        self._record = record
        self._imports = imports
        name = Strong(theme, subject.name, wrap=True)
        # The name of a file from outside can look like markup.
        name.setTextFormat(Qt.TextFormat.PlainText)
        self.form.addRow(name)
        if subject.about:
            self.form.addRow(Caption(theme, subject.about))
        for note in subject.notes:
            self.form.addRow(Caption(theme, note, "warning", wrap=True))
        self._add_way()
        self._add_recording(subject.recording)
        self._add_clock(subject.offset_ms)
        self._add_marker()
        self._show_way()

    @override
    def save(self) -> None:
        self.placed.emit(self._place())

    def _place(self) -> TranscriptPlace:
        way = self.way.currentData()
        if way == _RECORDING:
            wanted = self.recording.currentData()
            (found,) = [one for one in self._record.recordings if one.id == wanted]
            return self._imports.at_recording(found)
        return self._by_marker() if way == _MARKER else self._by_clock()

    def _add_way(self) -> None:
        self.way = QComboBox()
        if self._record.recordings:
            self.way.addItem(_("at its recording"), _RECORDING)
        self.way.addItem(_("by the clock"), _CLOCK)
        if self._record.markers:
            self.way.addItem(_("at a marker"), _MARKER)
        self.way.activated.connect(self._show_way)
        self.add_field("transcript_way", _("Place it"), self.way)

    def _add_recording(self, proposed: Recording | None) -> None:
        self.recording = QComboBox()
        for one in self._record.recordings:
            self.recording.addItem(_recording_words(one), one.id)
        if proposed is not None:
            self.recording.setCurrentIndex(self.recording.findData(proposed.id))
        self.add_field("transcript_recording", _("Recording"), self.recording)

    def _add_clock(self, offset_ms: int) -> None:
        zero = self._record.recording_start() or self._record.session.starts
        begins = zero + timedelta(milliseconds=offset_ms)
        local = begins.astimezone(zone_info(self._record.session.zone))
        self.day = DateField(self.theme, _("Day"), QDate(local.year, local.month, local.day))
        self.clock = TimeField(
            self.theme, _("Begins at"), QTime(local.hour, local.minute, local.second)
        )
        minutes = self.clock.displayFormat()
        self.clock.setDisplayFormat(f"{minutes}{minutes[1]}ss")
        self.add_field("transcript_day", _("Day"), self.day)
        self.add_field("transcript_clock", _("Begins at"), self.clock)

    def _add_marker(self) -> None:
        self.marker = QComboBox()
        for marker in self._record.markers:
            self.marker.addItem(marker_words(marker), marker.id)
        self.in_file = QLineEdit("00:00:00")
        self.add_field("transcript_marker", _("Marker"), self.marker)
        self.add_field("transcript_in_file", _("Heard in the file at (hh:mm:ss)"), self.in_file)

    def _show_way(self, _row: int = 0) -> None:
        way = self.way.currentData()
        for field, of_way in (
            (self.recording, _RECORDING),
            (self.day, _CLOCK),
            (self.clock, _CLOCK),
            (self.marker, _MARKER),
            (self.in_file, _MARKER),
        ):
            self.form.setRowVisible(field, way == of_way)
        self.fit()

    def _by_clock(self) -> TranscriptPlace:
        day, time = self.day.date(), self.clock.time()
        starts = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), time.second()
        )
        return self._imports.at_clock(self._record.session.id, starts)

    def _by_marker(self) -> TranscriptPlace:
        try:
            in_file_ms = parse_offset(self.in_file.text().strip())
        except ValueError as error:
            sentence = _("Write where in the file it is heard as hh:mm:ss, such as 00:12:30.")
            raise KnownError(sentence) from error
        wanted = self.marker.currentData()
        (marker,) = [one for one in self._record.markers if one.id == wanted]
        return self._imports.at_marker(self._record.session.id, marker, in_file_ms)


def _recording_words(one: Recording) -> str:
    name = one.source or one.device or _("Recording")
    return f"{name} · {format_offset(one.length_ms // 1000 * 1000)}"
