"""Erasing from wherever one is: a person, the open session, or what is marked of its recording."""

from collections.abc import Generator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from flipdesk.domain.erasure import ErasurePlan, LedgerEntry
from flipdesk.domain.ids import PersonId, SessionId
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.retention_commands import RetentionCommands
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.slow_steps import SlowSteps


class ErasureCommands(QObject):
    """Rooms wish it of the workspace; the dialog is imported when it is asked for."""

    def __init__(self, tools: RoomTools, messages: MessageArea, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._messages = messages
        self._window = window
        self._steps = SlowSteps(self)
        RetentionCommands(tools, window)
        tools.commands.bind("session.erase", self._erase_session)
        tools.commands.bind("person.erase", self._erase_person)
        tools.workspace.person_erasure_wanted.connect(self._on_person_erasure_wanted)
        tools.workspace.passage_erasure_wanted.connect(self._on_passage_erasure_wanted)
        self._offer_unfinished()

    def _offer_unfinished(self) -> None:
        """Say that an erasure was broken off, and offer to go on with it."""
        try:
            found = self._tools.workspace.desk.erasure.erasing.unfinished()
        except KnownError as error:
            self._messages.show_problem(str(error))
            return
        if not found:
            return
        sentence = ngettext(
            "An erasure did not come to its end.", "{n} erasures did not come to their end.",
            len(found),
        )  # fmt: skip
        self._messages.show_message(
            "warning",
            sentence.format(n=len(found)),
            _("Go on with it"),
            lambda: self._go_on(found[0]),
        )

    def _go_on(self, entry: LedgerEntry) -> None:
        from flipdesk.ui.dialogs.erasure_dialog import ErasureDialog

        tools = self._tools
        title = _("Erase for good")
        dialog = ErasureDialog(tools.theme, tools.workspace, tools.jobs, title, self._window)
        dialog.show()
        dialog.resume(entry)

    def _erase_session(self) -> None:
        workspace = self._tools.workspace
        record = workspace.record
        if record is None:
            workspace.problem.emit(_("No session is open. Open the one to erase first."))
            return
        title = _("Erase {title} for good").format(title=record.session.title)
        erasing = workspace.desk.erasure.erasing
        self._show(title, erasing.find_session(record.session.id))

    def _erase_person(self) -> None:
        from flipdesk.ui.dialogs.erase_person_dialog import ErasePersonDialog

        ErasePersonDialog(self._tools.theme, self._tools.workspace, self._window).show()

    def _on_person_erasure_wanted(self, person_id: str) -> None:
        workspace = self._tools.workspace
        person = workspace.desk.base.people.get(PersonId(person_id))
        if person is None:
            return
        title = _("Erase {title} for good").format(title=person.name)
        self._find(title, workspace.desk.erasure.erasing.finding_person(person.id))

    def _on_passage_erasure_wanted(self, session_id: str, from_ms: int, to_ms: int) -> None:
        workspace = self._tools.workspace
        erasing = workspace.desk.erasure.erasing
        try:
            plan = erasing.find_passage(SessionId(session_id), from_ms, to_ms)
        except KnownError as error:
            workspace.problem.emit(str(error))
            return
        self._show(_("Erase the passage for good"), plan)

    def _find(self, title: str, steps: Generator[None, None, ErasurePlan]) -> None:
        try:
            self._steps.begin(steps, lambda plan: self._show(title, plan))
        except KnownError as error:
            self._tools.workspace.problem.emit(str(error))

    def _show(self, title: str, plan: ErasurePlan) -> None:
        from flipdesk.ui.dialogs.erasure_dialog import ErasureDialog

        tools = self._tools
        if tools.recording.is_recording and tools.recording.session_id in plan.sessions:
            tools.workspace.problem.emit(
                _("The session is being recorded. Erase it when that is over.")
            )
            return
        dialog = ErasureDialog(tools.theme, tools.workspace, tools.jobs, title, self._window)
        dialog.show_plan(plan)
        dialog.show()
