"""What the window's commands do in Bearbejd."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.ui.rooms.compile.playing_commands import bind_playing
from flipdesk.ui.rooms.compile.sorting_commands import bind_sorting

if TYPE_CHECKING:
    from flipdesk.ui.rooms.compile.compile_room import CompileRoom


def bind_commands(room: "CompileRoom") -> None:
    """Bind them for the window's whole life, and let the plain keys reach the room's lists."""
    bind, act, commands = room.commands.bind, room.notes_pane.note_actions, room.commands

    def here(do: Callable[[], object]) -> Callable[[], None]:
        # Run has bound the same commands: the room that is shown is the one that is meant.
        def done() -> None:
            if room.isVisible():
                do()

        return done

    for number in range(1, 7):
        bind(f"note.potential_{number}", here(partial(act.toggle_potential, number)))
    bind("note.clear", here(act.clear_potentials))
    bind("note.park", here(act.park))
    bind("note.edit", here(room.edit_current))
    bind_sorting(commands, room.notes_pane, room.missing_pane, room.solving)
    bind("transcript.show", room.spoken.toggle)
    reflect = room.transcript_pane.acts.reflect
    bind("transcript.reflect", partial(reflect, ReflectionKind.REFLECTION))
    bind("transcript.quote", partial(reflect, ReflectionKind.QUOTE))
    bind("minutes.write", room.minutes_pane.write)
    versions = room.minutes_pane.versions
    bind("minutes.send", versions.send)
    bind("minutes.approve", versions.approve)
    bind("minutes.compare", versions.compare)
    bind("review.import", room.review_import.choose_files)
    bind_playing(commands, room.timeline_pane, room.listening, room.passage_actions)
    bind("play.toggle_here", here(room.clips.toggle_chosen))
    pane = room.timeline_pane
    lists = (room.notes_pane.list, room.missing_pane.list, room.transcript_pane.list)
    for part in (pane.timeline, pane.table, *lists):
        commands.reach(part)
