"""The order in which Tab goes through Bearbejd: from left to right, from above to below."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from flipdesk.ui.rooms.compile.compile_room import CompileRoom


def order_tabs(room: "CompileRoom") -> None:
    """Put every control of the room in its order, whether it is shown now or not."""
    notes, minutes, review = room.notes_pane, room.minutes_pane, room.review_pane
    pane, spoken = room.timeline_pane, room.spoken
    bar, marked = pane.bar, pane.selection_bar
    order = (
        *(bar.play_button, bar.back_button, bar.pre_roll_button, bar.recording_button),
        *(bar.import_button, bar.rate, bar.table_button, pane.timeline, pane.table),
        *(marked.add_button, marked.repeat_button, marked.give_button, marked.speaker_button),
        *(marked.export_button, marked.silence_button, marked.remove_button),
        marked.close_button,
        room.missing_pane.list,
        *(review.list, review.detail, review.editor, review.accept_button),
        *(review.edit_button, review.reject_button, review.place_button),
        *spoken.switch_buttons(0),
        *(notes.menu_button, notes.list),
        *spoken.switch_buttons(1),
        *room.transcript_pane.tab_order(),
        *minutes.tab_order(),
    )
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
