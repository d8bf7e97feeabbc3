"""What is said of a Word template above the minutes: what it lacks, and one still on the laptop."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from flipdesk.i18n import _
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.inline_message import InlineMessage, MessageKind


class TemplateMessage(InlineMessage):
    """A sentence, a line for each thing that a template lacks, and things to do about it."""

    def __init__(
        self,
        tools: RoomTools,
        sentence: str,
        findings: Sequence[str],
        acts: Sequence[tuple[str, Callable[[], object]]],
        parent: QWidget,
    ) -> None:
        lines = "\n".join((sentence, *(f"• {one}" for one in findings)))
        kind: MessageKind = "info" if findings else "success"
        super().__init__(tools.theme, kind, lines, closable=True, parent=parent)
        self.setObjectName("template_message")
        for words, act in acts:
            button = self.add_choice(words)
            button.clicked.connect(act)
            # What was done cannot be done again; the rest of what is said still holds.
            button.clicked.connect(lambda _checked=False, button=button: button.setEnabled(False))


class TemplateOffer(InlineMessage):
    """Offers to take in the template that this laptop has written in until now."""

    def __init__(
        self,
        tools: RoomTools,
        name: str,
        take_in: Callable[[], object],
        forget: Callable[[], object],
        parent: QWidget,
    ) -> None:
        sentence = _(
            "This computer wrote minutes in {file}. Templates are kept in the knowledge base now,"
            " so that they go along to every computer."
        ).format(file=name)
        super().__init__(tools.theme, "info", sentence, closable=True, parent=parent)
        self.setObjectName("template_offer")
        self.close_button.set_label(_("Later"))
        for words, act in ((_("Take it in"), take_in), (_("Use it no more"), forget)):
            button = self.add_choice(words)
            button.clicked.connect(act)
            button.clicked.connect(self.closed)
