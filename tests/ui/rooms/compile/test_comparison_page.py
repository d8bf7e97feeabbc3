"""What differs, as it is read and gone through."""

from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from flipdesk.domain.comparison import Comparison, Difference, Fate, Passage, Segment
from flipdesk.ui.rooms.compile.comparison_page import counted, mark_place, page
from flipdesk.ui.theme.theme import Theme

SHORTER = Passage(
    Difference.CHANGED,
    "3. Supplement",
    (
        Segment("Måltallet er ", Fate.KEPT),
        Segment("mit", Fate.GONE),
        Segment("lederens", Fate.NEW),
        Segment(" problem", Fate.KEPT),
        Segment(" som leder", Fate.GONE),
        Segment("", Fate.NEW),
        Segment(". Det skal", Fate.KEPT),
        Segment(" siges", Fate.NEW),
        Segment(".", Fate.KEPT),
    ),
)
ADDED = Passage(Difference.ADDED, "3. Supplement", (Segment("Nye\nlinjer.", Fate.NEW),))


def test_signs_stand_at_words_and_no_blank_comes_before_a_full_stop(qtbot: QtBot) -> None:
    theme, shown = Theme("light"), QTextBrowser()
    qtbot.addWidget(shown)
    shown.setHtml(page(theme, Comparison((SHORTER,))))
    assert shown.toPlainText().splitlines()[-1] == (
        "Måltallet er −mit +lederens problem −som leder. Det skal +siges."
    )


def test_places_are_gone_through_one_after_the_other_and_marked(
    qtbot: QtBot,
) -> None:
    theme, shown = Theme("light"), QTextBrowser()
    qtbot.addWidget(shown)
    found = Comparison((SHORTER, ADDED))
    shown.setHtml(page(theme, found))
    assert mark_place(theme, shown, 0).startswith("ændret: Måltallet er −mit")
    (mark,) = shown.extraSelections()
    assert mark.cursor.selectedText().startswith("Måltallet")
    assert mark_place(theme, shown, 1).startswith("nyt: +Nye")
    (mark,) = shown.extraSelections()
    assert mark.cursor.selectedText().endswith("linjer.")
    assert counted(found) == "2 steder er ændret: 4 ord er nye, 3 er udgået"
