"""What is said once minutes are ready to be sent round: nothing has been sent yet."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from flipdesk.domain.dates import format_date_long
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.minutes_mail import mail_text
from flipdesk.ui.rooms.compile.minutes_writing import MinutesWriting
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.showing_files import show_folder
from flipdesk.ui.widgets.inline_message import InlineMessage


class SentMessage(InlineMessage):
    """Offers the folder with the file, and words for the mail."""

    def __init__(
        self,
        tools: RoomTools,
        record: SessionRecord,
        minutes: Minutes,
        path: Path,
        writing: MinutesWriting,
        parent: QWidget,
    ) -> None:
        day = format_date_long(minutes.comments_by) if minutes.comments_by else ""
        sentence = _("Version {version} is out for comments until {day}. Send the file {name}.")
        text = sentence.format(version=minutes.version, day=day, name=path.name)
        super().__init__(tools.theme, "success", text, closable=True, parent=parent)
        self.setObjectName("minutes_sent")
        self.setToolTip(str(path))
        complain = tools.workspace.problem.emit
        self.folder_button = self.add_choice(_("Show in folder"))
        self.folder_button.clicked.connect(lambda: show_folder(path, writing.open_url, complain))
        self.copy_button = self.add_choice(_("Copy mail text"))
        self.copy_button.clicked.connect(lambda: self._copy(tools, mail_text(record, minutes)))

    @staticmethod
    def _copy(tools: RoomTools, text: str) -> None:
        QApplication.clipboard().setText(text)
        tools.workspace.information.emit(_("The mail text is copied. Paste it into your mail."))
