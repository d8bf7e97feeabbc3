"""The commands that sort out notes for the minutes, and what is missing."""

from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.missing_pane import MissingPane
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.solving import Solving


def bind_sorting(
    commands: Commands, notes: NotesPane, missing: MissingPane, solving: Solving
) -> None:
    """Say what each of them does in Bearbejd."""
    bind, act = commands.bind, notes.note_actions
    bind("note.promote", act.promote)
    bind("note.leave_out", act.toggle_left_out)
    bind("note.merge", act.merge)
    bind("note.unmerge", act.unmerge)
    bind("note.split", notes.rewriting.split)
    bind("note.move_up", lambda: notes.move_chosen(-1))
    bind("note.move_down", lambda: notes.move_chosen(1))
    bind("note.choose_also", notes.list.choose_also)
    bind("note.original", notes.rewriting.restore)
    bind("missing.next", missing.act_on_next)
    bind("missing.set_aside", solving.offer_setting_aside)
    bind("missing.bring_back", missing.toggle_asides)
