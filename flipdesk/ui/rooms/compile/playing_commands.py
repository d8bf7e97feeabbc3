"""What the commands for listening, passages and the timeline do in Bearbejd."""

from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.passage_actions import PassageActions
from flipdesk.ui.rooms.compile.timeline_pane import TimelinePane


def bind_playing(
    commands: Commands, pane: TimelinePane, listening: Listening, passages: PassageActions
) -> None:
    """Bind them for the window's whole life."""
    bind = commands.bind
    bind("play.toggle", listening.toggle)
    bind("play.back", lambda: listening.step(-1))
    bind("play.forward", lambda: listening.step(1))
    bind("play.slower", lambda: listening.change_rate(-1))
    bind("play.faster", lambda: listening.change_rate(1))
    bind("play.skip_silence", listening.toggle_silence)
    bind("passage.from_here", pane.mark_begin)
    bind("passage.to_here", pane.mark_end)
    bind("passage.add", passages.add)
    bind("passage.erase", passages.erase)
    bind("passage.repeat", passages.repeat)
    bind("timeline.table", pane.toggle_table)
