"""What the guide to Lån et øre stands on: its pages, one at a time, and the buttons of its head."""

from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.ear_round import EarRound, EarStep
from flipdesk.domain.ids import SessionId
from flipdesk.i18n import _
from flipdesk.ui.rooms.run.ear_area import EarArea
from flipdesk.ui.rooms.run.ear_clip_pages import ChoosingPage, FramingPage, ListeningPage
from flipdesk.ui.rooms.run.ear_page import EarPage, EarTools
from flipdesk.ui.rooms.run.ear_talk_pages import HeardPage, PatternsPage, TakingPage
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Muted
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane

STEPS = tuple(step for step in EarStep if step is not EarStep.OVER)
STEPS_SHOWN = 5  # What each heard and what the colleague takes along are one step to a group.


class EarStage(Pane):
    """Shows the page of a step and knows nothing of what is done there."""

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools.theme, _("Lend an ear"))
        self.setObjectName("ear_card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._theme = tools.theme
        self.framing, self.choosing = FramingPage(tools), ChoosingPage(tools)
        self.listening, self.patterns = ListeningPage(tools), PatternsPage(tools)
        self.heard, self.taking = HeardPage(tools), TakingPage(tools)
        self.pages: dict[EarStep, EarPage] = {
            EarStep.FRAMING: self.framing,
            EarStep.CHOOSING: self.choosing,
            EarStep.LISTENING: self.listening,
            EarStep.PATTERNS: self.patterns,
            EarStep.HEARD: self.heard,
            EarStep.TAKING: self.taking,
        }
        self.back = self._small("ear_back", "chevron-left", _("Back to the step before"))
        self.forward = self._small("ear_forward", "chevron-right", _("On to the next step"))
        self.close_button = self._small("ear_close", "x", _("Close the guide"))
        self.sentence = Muted(tools.theme, "", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        Measures(tools.theme, column, margins=(14, 8, 14, 12), gap=8)
        column.addWidget(self.sentence)
        for page in self.pages.values():
            page.hide()
            column.addWidget(page)
        self._area = EarArea(inside)
        policy = QSizePolicy.Policy
        self._area.setSizePolicy(policy.Ignored, policy.Maximum)
        self.body.addWidget(self._area)

    def show_session(self, session_id: SessionId | None) -> None:
        """Go on with the words that were begun in a session."""
        for page in self.pages.values():
            page.show_session(session_id)

    def show_page(self, shown: EarStep, one: EarRound | None) -> None:
        """Show the page of a step."""
        number = min(STEPS_SHOWN, STEPS.index(shown) + 1)
        words = _("Step {number} of {all}: {title}")
        current = self.pages[shown]
        self.set_note(words.format(number=number, all=STEPS_SHOWN, title=current.title))
        self.sentence.setText(current.sentence)
        self.back.setEnabled(shown is not EarStep.FRAMING)
        for step, page in self.pages.items():
            page.setVisible(step is shown)
        current.show_round(one)
        self._area.updateGeometry()
        self.lead_focus_to(current.first)

    def bring_into_view(self) -> None:
        """Let what has the focus be seen."""
        focused = QApplication.focusWidget()
        if focused is not None and self._area.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)

    def _small(self, name: str, icon: str, words: str) -> Button:
        button = Button(self._theme, icon=icon, kind="quiet", name=words)
        button.set_small(26)
        button.setObjectName(name)
        self.header_layout.addWidget(button)
        return button
