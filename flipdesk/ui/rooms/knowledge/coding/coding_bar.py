"""What is coded and by whom: session, coder, another coder, and whether one codes blind."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.rooms.knowledge.choice_box import choice_box
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.flow_layout import FlowLayout
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures


class CodingBar(QWidget):
    """`coder_named` when a name was typed to its end."""

    coder_named = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.session = choice_box("coding_session")
        self.coder = choice_box("coding_coder")
        self.coder.setEditable(True)
        self.coder.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.other = choice_box("coding_other")
        self.blind = QCheckBox(_("Blind: only my own"))
        self.blind.setObjectName("coding_blind")
        self.blind.setAccessibleName(self.blind.text())
        self.hidden = Caption(theme)
        flow = FlowLayout(theme)
        self.setLayout(flow)
        for words, box, letters in (
            (_("Session"), self.session, 18),
            (_("Coder"), self.coder, 14),
            (_("Compare with"), self.other, 10),
        ):
            box.setMinimumContentsLength(letters)
            flow.addWidget(_pair(theme, words, box))
        flow.addWidget(self.blind)
        flow.addWidget(self.hidden)
        edit = self.coder.lineEdit()
        if edit is not None:
            edit.setObjectName("coding_coder_name")
            edit.setAccessibleName(_("Coder"))
            edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab stops at the box itself
            edit.editingFinished.connect(self.coder_named)


def _pair(theme: Theme, words: str, box: QComboBox) -> QWidget:
    """Return a field with its label, which wrap onto a new line together."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    Measures(theme, row, margins=(0, 0, 0, 0), gap=8)
    row.addWidget(FieldLabel(theme, words, box))
    row.addWidget(box)
    return pair
