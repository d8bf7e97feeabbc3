"""Which class makes which room; each is imported when it is first entered."""

from collections.abc import Callable

from flipdesk.ui.rooms.room import Room, RoomTools

MakeRoom = Callable[[RoomTools], Room]


def _home(tools: RoomTools) -> Room:
    from flipdesk.ui.rooms.home.home_room import HomeRoom

    return HomeRoom(tools)


def _prepare(tools: RoomTools) -> Room:
    from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom

    return PrepareRoom(tools)


def _run(tools: RoomTools) -> Room:
    from flipdesk.ui.rooms.run.run_room import RunRoom

    return RunRoom(tools)


def _compile(tools: RoomTools) -> Room:
    from flipdesk.ui.rooms.compile.compile_room import CompileRoom

    return CompileRoom(tools)


def _knowledge(tools: RoomTools) -> Room:
    from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom

    return KnowledgeRoom(tools)


def room_makers() -> dict[str, MakeRoom]:
    """Return how to make each room, by its name."""
    return {
        "home": _home,
        "prepare": _prepare,
        "run": _run,
        "compile": _compile,
        "knowledge": _knowledge,
    }
