"""What can be done with versions: send them round, approve, archive and compare them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.comparing import version_before
from flipdesk.services.minutes_questions import questions
from flipdesk.ui.rooms.compile.approve_dialog import ApproveDialog
from flipdesk.ui.rooms.compile.comparison_dialog import ComparisonDialog
from flipdesk.ui.rooms.compile.minutes_gate import MinutesGate
from flipdesk.ui.rooms.compile.send_dialog import SendDialog
from flipdesk.ui.rooms.room import RoomTools

Prepare = Callable[[Standing], MinutesSnapshot]


class VersionActions:
    """Acts on the minutes that `prepare` gives, which are those that are shown."""

    def __init__(
        self,
        tools: RoomTools,
        gate: MinutesGate,
        prepare: Prepare,
        parent: QWidget,
    ) -> None:
        self._tools = tools
        self._workspace = tools.workspace
        self._gate = gate
        self._prepare = prepare
        self._parent = parent

    def send(self) -> None:
        """Ask until when comments are welcome, and make the version that goes out."""
        record = self._workspace.record
        if record is None:
            return
        asked = questions(record, self._prepare(Standing()))

        def make(comments_by: date, *, with_questions: bool) -> None:
            standing = Standing.out(comments_by)

            def again() -> MinutesSnapshot:
                snapshot = self._prepare(standing)
                return replace(snapshot, questions=asked) if with_questions else snapshot

            self._gate.write(again(), record, standing=standing, again=again)

        states = self._workspace.desk.minutes_states
        SendDialog(self._tools.theme, record.session, states, len(asked), make, self._parent).open()

    def approve(self) -> None:
        """Ask who approved, and write the approved version of the texts as they stand."""
        told = _(
            "An approved version is written of the texts as they stand now. Earlier versions for"
            " the same readers are archived."
        )

        record = self._workspace.record
        if record is None:
            return

        def make(standing: Standing) -> None:
            def again() -> MinutesSnapshot:
                return self._prepare(standing)

            self._gate.write(again(), record, standing=standing, again=again)

        self._ask_approval(told, make)

    def approve_kept(self, minutes: Minutes) -> None:
        """Ask who approved a version as it was handed out."""
        told = _(
            "Version {version} counts as approved as it was handed out; its document stays as it"
            " is."
        )
        states = self._workspace.desk.minutes_states

        def mark(standing: Standing) -> None:
            self._workspace.do(lambda: states.stand(minutes.id, standing))

        self._ask_approval(told.format(version=minutes.version), mark)

    def archive(self, minutes: Minutes) -> None:
        states = self._workspace.desk.minutes_states
        notice = _("Version {version} is archived").format(version=minutes.version)
        self._workspace.perform(lambda: states.archive(minutes.id), notice=notice)

    def compare(self) -> None:
        """Compare the newest version for these readers with the one before, or with now."""
        shown = self._prepare(Standing())
        newest = next(
            (
                one
                for one in self._versions()
                if (one.audience, one.language) == (shown.audience, shown.language)
            ),
            None,
        )
        if newest is None:
            sentence = _("No version has been written yet; there is nothing to compare.")
            self._workspace.information.emit(sentence)
        elif version_before(self._workspace.desk.base, newest) is None:
            self.compare_now(newest)
        else:
            self.compare_kept(newest)

    def compare_kept(self, minutes: Minutes) -> None:
        """Compare a version with the one before."""
        before = version_before(self._workspace.desk.base, minutes)
        if before is not None:
            self._comparison(before, minutes)

    def compare_now(self, minutes: Minutes) -> None:
        """Compare a version with the texts as they stand."""
        self._comparison(minutes, None)

    def _comparison(self, older: Minutes, newer: Minutes | None) -> None:
        dialog = ComparisonDialog(self._tools, self._versions(), self._now, self._parent)
        dialog.open()
        dialog.compare(older, newer)

    def _now(self, minutes: Minutes) -> MinutesSnapshot:
        desk, record = self._workspace.desk.minutes, self._workspace.record
        chosen = (minutes.audience, minutes.language)
        return desk.prepare(minutes.session_id, *chosen, record=record)

    def _versions(self) -> tuple[Minutes, ...]:
        session_id = self._workspace.session_id
        return self._workspace.desk.base.minutes.of_session(session_id) if session_id else ()

    def _ask_approval(self, told: str, act: Callable[[Standing], object]) -> None:
        record: SessionRecord | None = self._workspace.record
        if record is not None:
            states = self._workspace.desk.minutes_states
            ApproveDialog(self._tools.theme, record.session, states, told, act, self._parent).open()
