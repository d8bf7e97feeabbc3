"""The pane Fra sidst: what was parked, promised and asked in the session before."""

from datetime import date

from PySide6.QtWidgets import QSizePolicy

from flipdesk.domain.dates import format_day_month
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Tone
from flipdesk.ui.delegates.state_delegate import StateDelegate, StateRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane

ICONS = {
    OutcomeKind.DECISION: "gavel",
    OutcomeKind.ACTION: "square-check",
    OutcomeKind.PARKED: "square-parking",
    OutcomeKind.KNOWLEDGE_REQUEST: "circle-question-mark",
    OutcomeKind.TRIAL: "flask-conical",
}
_ORDER = (
    OutcomeKind.PARKED,
    OutcomeKind.ACTION,
    OutcomeKind.KNOWLEDGE_REQUEST,
    OutcomeKind.TRIAL,
)


class LastTimePane(Pane):
    """Lists the live outcomes of the last session before this one in the series."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Since last time"))
        self._workspace = tools.workspace
        self.setObjectName("last_time_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.model = KeyedListModel(self)
        self.list = FittedList(
            tools.theme, _("Since last time"), StateDelegate(tools.theme), self.model, least=2
        )
        self.list.setObjectName("last_time")
        self._nothing = FlowText(tools.theme, "", "body", "muted")
        Measures(tools.theme, self._nothing, margins=(14, 4, 14, 4))
        Measures(tools.theme, self.body, margins=(0, 6, 0, 8))
        self.body.addWidget(self.list)
        self.body.addWidget(self._nothing)

    def show_record(self, record: SessionRecord) -> None:
        """Show what the session before left to this one."""
        before = self._session_before(record.session)
        self.set_note(before.title if before else "")
        rows = self._rows(before) if before else []
        self.model.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        first = _("This is the first session of the series. What you park and promise comes here.")
        done = _("Nothing is left from last time.")
        self._nothing.setText(done if before else first)

    def _session_before(self, session: Session) -> Session | None:
        earlier = [
            one
            for one in self._workspace.desk.base.sessions.of_series(session.series_id)
            if one.starts < session.starts and one.id != session.id
        ]
        return earlier[-1] if earlier else None

    def _rows(self, before: Session) -> list[tuple[str, object]]:
        base = self._workspace.desk.base
        outcomes = [one for one in base.outcomes.of_session(before.id) if one.is_live]
        initials = {one.id: one.initials for one in base.participants.of_session(before.id)}
        today = self._workspace.now().astimezone(zone_info(before.zone)).date()
        wanted = [one for kind in _ORDER for one in outcomes if one.kind is kind]
        return [
            (one.id, _row(one, initials.get(one.owner_id, "") if one.owner_id else "", today))
            for one in wanted
        ]


def _row(outcome: Outcome, owner: str, today: date) -> StateRow:
    state, tone = _state(outcome, today)
    text = f"{outcome.text} · {owner}" if owner else outcome.text
    return StateRow(ICONS[outcome.kind], text, state, tone, kind_text=word(outcome.kind))


def _state(outcome: Outcome, today: date) -> tuple[str, Tone]:
    if outcome.is_overdue(today):
        return _("overdue"), "warning"
    if outcome.due is not None:
        return format_day_month(outcome.due), "muted"
    if outcome.kind is OutcomeKind.ACTION:
        return _("due when?"), "warning"
    return word(outcome.status), "muted"
