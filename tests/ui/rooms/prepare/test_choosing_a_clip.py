"""A clip of the series is given to a block of Lån et øre in its form."""

from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.app import TestApp, sample_session_id
from tests.ui.rooms.hearing import CLIP, block_of, form_of_the_block


def test_clip_is_searched_for_and_chosen_by_keys_and_can_be_undone(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    passages = sample_app.workspace.desk.passages
    for title in ("Bageriet", "Lageret", "Havnen"):
        sample_app.workspace.perform(partial(passages.add, sample_session_id(), *CLIP, title))
    picker = form_of_the_block(sample_app).item.form.picker
    qtbot.mouseClick(picker.button, Qt.MouseButton.LeftButton)
    assert picker.search.hasFocus()
    qtbot.keyClicks(picker.search, "lag")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert [one.passage.title for one in passages.of_block(block_of(sample_app))] == ["Lageret"]
    assert picker.button.hasFocus()
    assert not picker.list.isVisible()
    assert picker.list.count() == 2
    sample_app.workspace.desk.history.undo()
    assert not passages.of_block(block_of(sample_app))
