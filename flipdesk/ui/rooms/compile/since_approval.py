"""What has been changed since the minutes were approved, told above the paper and marked on it."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal

from flipdesk.domain.comparison import Comparison
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.i18n import _, ngettext
from flipdesk.services.comparing import compared
from flipdesk.services.minutes import MinutesDesk
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.rooms.compile.minutes_view import LATER_MS, MinutesView
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.inline_message import InlineMessage


class SinceApproval(InlineMessage):
    """Compares with the approved version in a job; there only when something differs from it."""

    compare_wanted = Signal(object)
    """The approved version is to be compared with the texts as they are."""

    def __init__(self, tools: RoomTools, view: MinutesView) -> None:
        super().__init__(tools.theme, "warning", "", _("Compare"))
        self.setObjectName("since_approval")
        self.hide()
        self._tools = tools
        self._view = view
        self._approved: Minutes | None = None
        self._wanted: MinutesSnapshot | None = None
        self._compared: MinutesSnapshot | None = None
        self._asked = 0
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(LATER_MS)
        self.timer.timeout.connect(self.compare)
        self.acted.connect(lambda: self.compare_wanted.emit(self._approved))

    def follow(self, snapshot: MinutesSnapshot) -> None:
        """Compare with these minutes a moment later, if others of them were approved."""
        states = self._tools.workspace.desk.minutes_states
        approved = states.approved(snapshot.session_id, snapshot.audience, snapshot.language)
        if approved is None:
            self._asked += 1
            self._approved = self._compared = None
            self.timer.stop()
            self._tell(Comparison())
            return
        # When it was asked for is no difference.
        wanted = replace(snapshot, minutes_id="", written=approved.written)
        if approved == self._approved and wanted == self._compared:
            return
        self._approved, self._wanted = approved, wanted
        self.timer.start()

    def compare(self) -> None:
        """Compare now."""
        self.timer.stop()
        approved, wanted = self._approved, self._wanted
        if approved is None or wanted is None:
            return
        self._compared = wanted
        document = self._tools.workspace.desk.base.minutes.document(approved.id)
        self._asked += 1
        asked = self._asked

        def show(result: Ok[Comparison] | Err) -> None:
            if asked == self._asked and isinstance(result, Ok):
                self._tell(result.value)

        title = _("Comparing with what was approved")
        self._tools.jobs.run(title, lambda _p: compared(document, MinutesDesk.render(wanted)), show)

    def _tell(self, found: Comparison) -> None:
        self._view.mark_changed(found.keys)
        count = len(found.passages)
        approved = self._approved
        if not count or approved is None or approved.approved_on is None:
            self.hide()
            return
        sentence = ngettext(
            "{n} place has been changed since the approval on {date}.",
            "{n} places have been changed since the approval on {date}.",
            count,
        ).format(n=count, date=format_date_short(approved.approved_on))
        if self.isHidden() or sentence != self.text:
            self.say("warning", sentence, _("Compare"))
