"""What the pages of the guide to Lån et øre have in common, and what they are handed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.ear_round import EarRound
from flipdesk.domain.ids import SessionId
from flipdesk.services.capturing import Moment
from flipdesk.services.lend_an_ear import LendAnEar
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.passage_player import PassagePlayer
from flipdesk.ui.rooms.run.field_draft import FieldDraft
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button, ButtonKind
from flipdesk.ui.widgets.label import FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EarTools:
    """What a page works with; `moment_now` is this moment by the clock and on the recording."""

    theme: Theme
    workspace: Workspace
    player: PassagePlayer
    moment_now: Callable[[], Moment]
    jobs: JobRunner

    @property
    def service(self) -> LendAnEar:
        return self.workspace.desk.lend_an_ear

    def perform(self, action: Callable[[], Step]) -> bool:
        return self.workspace.perform(action)


class EarPage(QWidget):
    """One step: its sentence stands above it; `column` takes its controls."""

    title = ""
    sentence = ""

    def __init__(self, tools: EarTools) -> None:
        super().__init__()
        self.tools = tools
        self.round: EarRound | None = None
        self._drafts: list[FieldDraft] = []
        self.column = QVBoxLayout(self)
        Measures(tools.theme, self.column, margins=(0, 0, 0, 0), gap=8)

    @property
    def first(self) -> QWidget:
        """What takes the focus when the page comes, if the guide has it already."""
        raise NotImplementedError

    def show_session(self, session_id: SessionId | None) -> None:
        """Go on with the words that were begun in a session."""
        for draft in self._drafts:
            draft.show_session(session_id)

    def show_round(self, one: EarRound | None) -> None:
        """Show a round as it is stored."""
        self.round = one

    def store(self) -> None:
        """Store what is typed, before the page goes."""

    def draft(self, field: QLineEdit) -> FieldDraft:
        """Keep what is typed in a field through a crash; its object name says which it is."""
        made = FieldDraft(field, self.tools.workspace, field.objectName())
        self._drafts.append(made)
        return made

    def button(
        self, name: str, text: str, *, icon: str = "", kind: ButtonKind = "plain", big: bool = False
    ) -> Button:
        """Return a button with its object name."""
        made = Button(self.tools.theme, text, icon=icon or None, kind=kind, big=big)
        made.setObjectName(name)
        return made

    def row(self, *widgets: QWidget) -> None:
        """Put widgets beside each other; those that can grow take the room."""
        line = QHBoxLayout()
        Measures(self.tools.theme, line, margins=(0, 0, 0, 0), gap=8)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        self.column.addLayout(line)

    def labelled(self, *fields: tuple[str, QWidget]) -> None:
        """Put fields under each other, or their labels above them where it is narrow."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        Measures(self.tools.theme, form, margins=(0, 0, 0, 0), gap=(12, 6))
        for words, field in fields:
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            form.addRow(FieldLabel(self.tools.theme, words, field), field)
        self.column.addLayout(form)
