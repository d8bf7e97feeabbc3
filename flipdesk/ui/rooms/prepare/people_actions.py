"""What can be done about the people of a session as a whole, from the table and the palette."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from flipdesk.domain.guest import GuestList
from flipdesk.domain.ids import ParticipantId
from flipdesk.i18n import _
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.rooms.room import RoomTools


class PeopleActions(QObject):
    """Dialogs are imported when they are asked for; files are read off the window's thread."""

    def __init__(self, tools: RoomTools, room: QWidget) -> None:
        super().__init__(room)
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._jobs = tools.jobs
        self._room = room
        bind = tools.commands.bind
        bind("people.paste", self.paste)
        bind("people.import", self.choose_file)
        bind("people.earlier", self.invite_earlier)
        bind("people.organisations", self.open_organisations)
        bind("people.pseudonyms", self.open_pseudonyms)

    def open_participant(self, participant_id: ParticipantId) -> None:
        """Open the dialog of a participant."""
        from flipdesk.ui.dialogs.participant_dialog import ParticipantDialog

        dialog = ParticipantDialog(self._theme, self._workspace, self._room.window())
        dialog.open_for(participant_id)

    def remove(self, ids: Sequence[ParticipantId]) -> None:
        """Remove these people from the session, as one step."""
        record, invitations = self._workspace.record, self._workspace.desk.invitations
        first = record.participant(ids[0]) if record is not None and ids else None
        if first is None:
            return
        notice = _("{name} is removed").format(name=first.name)
        if len(ids) > 1:
            notice = _("{count} participants are removed").format(count=len(ids))
        self._workspace.perform(lambda: invitations.delete_all(ids), notice=notice)

    def paste(self) -> None:
        """Show what the clipboard says of people, before any of them is invited."""
        from flipdesk.services.participant_lists import read_pasted

        text, source = QApplication.clipboard().text(), _("The clipboard")
        if self._workspace.record is None:
            self._say_no_session()
            return
        if not text.strip():
            self._workspace.problem.emit(_("The clipboard holds no text. Copy a list first."))
            return

        def work(_progress: Progress) -> GuestList:
            return read_pasted(text, source)

        self._jobs.run(_("Reading {file}").format(file=source), work, self._on_read)

    def choose_file(self) -> None:
        """Ask for a file with participants."""
        if self._workspace.record is None:
            self._say_no_session()
            return
        name, _chosen = QFileDialog.getOpenFileName(
            self._room.window(),
            _("Participants from a file"),
            "",
            _("Lists and address cards") + " (*.csv *.tsv *.txt *.vcf *.vcard)",
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Show what a file says of people, before any of them is invited."""
        from flipdesk.door.foreign_file import read_foreign
        from flipdesk.door.imports import PEOPLE
        from flipdesk.services.participant_lists import read_list

        def work(_progress: Progress) -> GuestList:
            return read_list(read_foreign(path, PEOPLE), path.name)

        self._jobs.run(_("Reading {file}").format(file=path.name), work, self._on_read)

    def invite_earlier(self) -> None:
        """Offer the people of the sessions there are."""
        from flipdesk.ui.dialogs.earlier_people_dialog import EarlierPeopleDialog

        if self._workspace.record is None:
            self._say_no_session()
            return
        record, guests = self._workspace.record, self._workspace.desk.guests
        sessions = guests.earlier(record.session.id)
        if not sessions:
            self._workspace.problem.emit(
                _("No other session has participants. Write their names, or paste a list.")
            )
            return
        EarlierPeopleDialog(self._theme, self._workspace, sessions, self._room.window()).open()

    def open_organisations(self) -> None:
        """Show the organisations with the other names they go by."""
        from flipdesk.ui.dialogs.organisations_dialog import OrganisationsDialog

        OrganisationsDialog(self._theme, self._workspace, self._room.window()).open()

    def open_pseudonyms(self) -> None:
        """Show who is called what in the series, and let it be forgotten."""
        from flipdesk.ui.dialogs.pseudonyms_dialog import PseudonymsDialog

        PseudonymsDialog(self._theme, self._workspace, self._room.window()).open()

    def _on_read(self, result: Ok[GuestList] | Err) -> None:
        from flipdesk.ui.dialogs.guest_list_dialog import GuestListDialog

        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        elif self._workspace.record is not None:
            window = self._room.window()
            GuestListDialog(self._theme, self._workspace, result.value, window).open()

    def _say_no_session(self) -> None:
        self._workspace.problem.emit(_("No session is open. Open the one to invite people to."))
