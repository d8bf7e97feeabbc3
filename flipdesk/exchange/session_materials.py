"""The materials of a session file: what documents from before say; the files themselves stay."""

from collections.abc import Iterator
from typing import Any

from flipdesk.domain.ids import MaterialId, SessionId
from flipdesk.domain.material import Material
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_checks import Object
from flipdesk.exchange.session_head_write import unless
from flipdesk.exchange.session_parts import part_id, parts
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable


def build_materials(
    data: Object, session_id: SessionId, timetable: Timetable
) -> Iterator[Material]:
    """Yield the materials of a file that has been checked."""
    for index, position, one in parts(data, "materials"):
        yield Material(
            MaterialId(part_id(one, session_id, "material", index)),
            session_id,
            position,
            one["title"],
            one["text"],
            timetable.moments["materials", index, "added"],
            one.get("file", ""),
            one.get("sha256"),
        )


def material_objects(record: SessionRecord) -> Iterator[dict[str, Any]]:
    """Yield what stands in the file for each material; None for what is left out."""
    expected = 0
    for index, one in enumerate(record.materials):
        derived = session_ids.part_id(record.session.id, "material", index)
        yield {
            "title": one.title,
            "text": one.text,
            "added": write_moment(one.added, record.session.zone),
            "file": one.file_name or None,
            "sha256": one.sha256,
            "position": unless(expected, one.position),
            "guid": unless(derived, one.id),
        }
        expected = one.position + 1
