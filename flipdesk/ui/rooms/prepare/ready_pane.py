"""The pane Klar?: what can be seen to be in order before the session begins."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy

from flipdesk.domain.agenda import schedule
from flipdesk.domain.dates import format_time
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, ngettext
from flipdesk.services.readiness import Check, CheckKind, readiness
from flipdesk.ui.delegates.state_delegate import StateDelegate, StateRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.pane import Pane

_GIGABYTE = 1_000_000_000


class ReadyPane(Pane):
    """`check_chosen` carries the kind of a check that somebody wants to see to."""

    check_chosen = Signal(str)

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Ready?"))
        self._recording = tools.recording
        self.setObjectName("ready_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.model = KeyedListModel(self)
        self.list = FittedList(
            tools.theme, _("Ready?"), StateDelegate(tools.theme, height=27), self.model, least=4
        )
        self.list.setObjectName("ready")
        self.list.chosen.connect(self._on_list_chosen)
        px = tools.theme.px
        self.body.addSpacing(px(5))
        self.body.addWidget(self.list)
        self.body.addSpacing(px(5))
        self.body.addStretch(1)

    def show_record(self, record: SessionRecord) -> None:
        """Check a session anew."""
        free = self._recording.disk.free_bytes
        checks = readiness(record, free)
        ready = sum(check.is_ready for check in checks)
        self.set_note(_("{ready} of {all}").format(ready=ready, all=len(checks)))
        self.model.show_rows([(check.kind, _row(check, record, free)) for check in checks])

    def _on_list_chosen(self, index: QModelIndex) -> None:
        self.check_chosen.emit(self.model.key_at(index) or "")


def _row(check: Check, record: SessionRecord, free_bytes: int) -> StateRow:
    match check.kind:
        case CheckKind.DISK:
            text, state = _("Room on the disk"), _disk_state(check, free_bytes)
        case CheckKind.CONSENT:
            text, state = _("Consent"), _consent_state(check)
        case CheckKind.ROLES:
            text, state = _("Chair and minute taker"), _roles_state(record)
        case CheckKind.TIME:
            text, state = _("The run sheet fits the time"), _time_state(check, record)
    if check.is_ready:
        return StateRow("circle-check", text, state, "muted", "success")
    return StateRow("triangle-alert", text, state, "warning", "warning")


def _disk_state(check: Check, free_bytes: int) -> str:
    hours = ngettext("{count} hour", "{count} hours", check.count).format(count=check.count)
    gigabytes = free_bytes // _GIGABYTE
    return _("{gigabytes} GB · {hours}").format(gigabytes=gigabytes, hours=hours)


def _consent_state(check: Check) -> str:
    if not check.total:
        return _("nobody invited")
    if check.is_ready:
        return _("all have answered")
    return _("{count} of {all} missing").format(count=check.count, all=check.total)


def _roles_state(record: SessionRecord) -> str:
    session = record.session
    chair = record.participant(session.chair_id)
    minute_taker = record.participant(session.minute_taker_id)
    if chair and minute_taker:
        return f"{chair.initials} · {minute_taker.initials}"
    if chair is None and minute_taker is None:
        return _("both missing")
    return _("minute taker missing") if chair else _("chair missing")


def _time_state(check: Check, record: SessionRecord) -> str:
    starts = record.session.starts.astimezone(zone_info(record.session.zone))
    slots = schedule(record.agenda, starts, starts, record.session.zone)
    if not slots:
        return _("no items")
    if check.is_ready:
        return _("ends at {time}").format(time=format_time(slots[-1].planned_end))
    return _("{minutes} min. too long").format(minutes=check.count)
