"""Where a recording made elsewhere belongs: by the clock on the wall, or at a marker."""

from datetime import datetime

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from flipdesk.audio.foreign_sound import ForeignSound
from flipdesk.domain.offsets import format_duration, format_offset, parse_offset
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.sound_import import ImportPlan, SoundImport
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.label import Caption, Strong
from flipdesk.ui.widgets.time_field import TimeField

_CLOCK, _MARKER = "clock", "marker"


class ImportSoundDialog(FormDialog):
    """Proposes what the file says of itself; `planned` carries the `ImportPlan` that was agreed."""

    planned = Signal(object)

    def __init__(
        self,
        theme: Theme,
        record: SessionRecord,
        sound: ForeignSound,
        imports: SoundImport,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "import_sound_dialog", _("Import a recording"), _("Import"), parent)
        self._record = record
        self._sound = sound
        self._imports = imports
        self.form.addRow(Strong(theme, sound.path.name, wrap=True))
        length = _("Length {length}").format(length=format_duration(sound.length_ms))
        self.form.addRow(Caption(theme, length))
        self._add_way()
        self._add_clock()
        self._add_marker()
        self.left_out = Caption(theme, "", "warning", wrap=True)
        self.left_out.setObjectName("import_left_out")
        self.form.addRow(self.left_out)
        self._show_way()
        for told in (self.day.dateChanged, self.clock.timeChanged, self.in_file.textChanged):
            told.connect(self._show_left_out)
        self.marker.activated.connect(self._show_left_out)

    @override
    def save(self) -> None:
        self.planned.emit(self._plan())

    def _plan(self) -> ImportPlan:
        return self._by_marker() if self.way.currentData() == _MARKER else self._by_clock()

    def _add_way(self) -> None:
        self.way = QComboBox()
        self.way.addItem(_("by the clock"), _CLOCK)
        if self._record.markers:
            self.way.addItem(_("at a marker"), _MARKER)
        self.way.activated.connect(self._show_way)
        self.add_field("import_way", _("Place it"), self.way)

    def _add_clock(self) -> None:
        zone = zone_info(self._record.session.zone)
        begins = self._sound.dated or self._sound.begins
        local = begins if begins.tzinfo is None else begins.astimezone(zone)
        self.day = DateField(self.theme, _("Day"), QDate(local.year, local.month, local.day))
        self.clock = TimeField(
            self.theme, _("Begins at"), QTime(local.hour, local.minute, local.second)
        )
        minutes = self.clock.displayFormat()
        self.clock.setDisplayFormat(f"{minutes}{minutes[1]}ss")
        self.add_field("import_day", _("Day"), self.day)
        self.add_field("import_clock", _("Begins at"), self.clock)

    def _add_marker(self) -> None:
        self.marker = QComboBox()
        for marker in self._record.markers:
            self.marker.addItem(marker_words(marker), marker.id)
        self.in_file = QLineEdit("00:00:00")
        self.add_field("import_marker", _("Marker"), self.marker)
        self.add_field("import_in_file", _("Heard in the file at (hh:mm:ss)"), self.in_file)

    def _show_way(self, _row: int = 0) -> None:
        by_marker = self.way.currentData() == _MARKER
        for field, shown in (
            (self.day, not by_marker),
            (self.clock, not by_marker),
            (self.marker, by_marker),
            (self.in_file, by_marker),
        ):
            self.form.setRowVisible(field, shown)
        self._show_left_out()

    def _show_left_out(self, _changed: object = None) -> None:
        """Say how much of the file will not be heard where it now is to be placed."""
        try:
            left_out_ms = self._plan().placement.left_out_ms(self._sound.length_ms)
        except KnownError:
            # What is still being written; it is told when one wants to go on with it.
            left_out_ms = 0
        words = _("The first {length} lie before the session began and will be left out.")
        sentence = words.format(length=format_duration(left_out_ms)) if left_out_ms else ""
        self.left_out.setText(sentence)
        self.form.setRowVisible(self.left_out, bool(sentence))
        for field in (self.clock, self.in_file):
            field.setAccessibleDescription(sentence)
        self.fit()

    def _by_clock(self) -> ImportPlan:
        day, time = self.day.date(), self.clock.time()
        starts = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), time.second()
        )
        return self._imports.plan_by_clock(self._record.session.id, self._sound, starts)

    def _by_marker(self) -> ImportPlan:
        try:
            in_file_ms = parse_offset(self.in_file.text().strip())
        except ValueError as error:
            sentence = _("Write where in the file it is heard as hh:mm:ss, such as 00:12:30.")
            raise KnownError(sentence) from error
        session_id, marker_id = self._record.session.id, self.marker.currentData()
        (marker,) = [one for one in self._record.markers if one.id == marker_id]
        return self._imports.plan_by_marker(session_id, self._sound, marker, in_file_ms)


def marker_words(marker: Marker) -> str:
    """Return how a marker is called in a list: its place, and its words."""
    words = marker.label or _("Marker without text")
    if marker.at_ms is None:
        return words
    return f"{format_offset(marker.at_ms // 1000 * 1000)} · {words}"
