"""What the parts in the lists of a session file have in common: places, identities, references."""

from collections.abc import Iterator

from flipdesk.domain.ids import AgendaItemId, SessionId
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_checks import Object


def parts(data: Object, key: str) -> Iterator[tuple[int, int, Object]]:
    """Yield index, position and object of each part of a list."""
    position = -1
    for index, part in enumerate(data.get(key, [])):
        position = int(part.get("position", position + 1))
        yield index, position, part


def part_id(part: Object, session_id: SessionId, kind: str, index: int) -> str:
    """Return the guid of a part, else the one that follows from its place."""
    guid: str | None = part.get("guid")
    return guid or session_ids.part_id(session_id, kind, index)


def part_ids(data: Object, session_id: SessionId, key: str, kind: str) -> list[str]:
    """Return the id of each part of a list by its index."""
    return [part_id(one, session_id, kind, index) for index, _place, one in parts(data, key)]


def agenda_ids(data: Object, session_id: SessionId) -> dict[str, AgendaItemId]:
    """Return the ids of the agenda items by their keys and by themselves."""
    ids: dict[str, AgendaItemId] = {}
    for index, item in enumerate(data.get("agenda", [])):
        item_id = AgendaItemId(part_id(item, session_id, "agenda", index))
        ids |= {item.get("id", item_id): item_id, item_id: item_id}
    return ids
