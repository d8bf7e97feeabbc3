"""A person with a name that stands nowhere else, named in every text that a base can hold."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.ids import MinutesId, PassageId, PersonId, SessionId, new_guid
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.vocabulary import Audience, ConsentWay, ReflectionKind
from flipdesk.services.desk import Desk

NAME = "Wqpnina Xqzvold"
NEEDLES = (b"wqpnina", b"xqzvold")
"""Both are found in full-text indexes, too, where words are kept without what they share."""
SENTENCE = "Så spurgte Wqpnina Xqzvold, om Wqpninas borgere var med."


def hits(folder: Path) -> dict[str, int]:
    """Return how often a needle stands in each file below a folder, also inside Word files."""
    found: dict[str, int] = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        count = sum(_count(data) for data in _layers(path.read_bytes()))
        if count:
            found[path.relative_to(folder).as_posix()] = count
    return found


def _count(data: bytes) -> int:
    low = data.lower()
    wide = [one.decode().encode("utf-16-le") for one in NEEDLES]
    return sum(low.count(one) for one in (*NEEDLES, *wide))


def _layers(data: bytes) -> Iterator[bytes]:
    """Yield the bytes, and what is packed into every Word file among them."""
    yield data
    at = data.find(b"PK\x03\x04")
    if at < 0:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data[at:] if at < 4 else data)) as package:
            for name in package.namelist():
                yield package.read(name)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return


def plant(desk: Desk, session_id: SessionId) -> PersonId:
    """Let a person take part in a session, speak, be quoted, and be named in every text.

    Every table of the base must have a row already; `missing` tells of those that have none.
    """
    base = desk.base
    part, _step = desk.invitations.add(session_id, NAME, organisation="Nordby Kommune")
    person = base.participants.get(part)
    assert person is not None
    turn = base.turns.of_session(session_id)[0]
    with base.atomic():
        base.erasure_rows._rows.update("turn", turn.id, {"speaker_id": part})
        notes = base.reflections.of_session(session_id)
        base.erasure_rows._rows.update(
            "reflection", notes[0].id, {"speaker_id": part, "kind": str(ReflectionKind.QUOTE)}
        )
        base.erasure_rows._rows.update("reflection", notes[1].id, {"speaker_id": part})
        outcome = base.outcomes.of_session(session_id)[0]
        base.erasure_rows._rows.update("outcome", outcome.id, {"owner_id": part})
        segment = base.transcript_segments.of_session(session_id)[0]
        base.erasure_rows._rows.update("transcript_segment", segment.id, {"speaker_id": part})
        base.erasure_rows._rows.update("session", session_id, {"chair_id": part})
        base.passages.add(
            Passage(
                *(PassageId(new_guid()), session_id, base.passages.next_position(session_id)),
                *(2000, 4000, PassageKind.SILENCED),
                speaker_id=part,
            )
        )
        for table, column in base.text_cells.places:
            for row in base.database.execute(f"select id from {table}")[:3]:
                if table != "setting":
                    base.text_cells.write(table, column, str(row["id"]), SENTENCE)
        snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
        version = Minutes(
            id=MinutesId(snapshot.minutes_id or ""),
            session_id=session_id,
            version=snapshot.version,
            audience=snapshot.audience,
            language=snapshot.language,
            file_name="Referat.docx",
            sha256="",
            size_bytes=0,
            written=snapshot.written,
        )
        forms = desk.minutes.render_others(snapshot)
        base.minutes.add(version, desk.minutes.render(snapshot))
        base.minutes_forms.add(version.id, forms)
        base.settings.set(
            f"draft:{session_id}", '{"text": "Wqpnina sa", "said_at": null, "at_ms": 0}'
        )
    return person.person_id


def complete(desk: Desk, session_id: SessionId) -> None:
    """Add a row to each table that the helper of the mutations leaves empty."""
    base = desk.base
    version = base.minutes.of_session(session_id)[0].id
    note = base.reflections.of_session(session_id)[2]
    file_id, rows = new_guid(), base.erasure_rows._rows
    about: Row = {"session_id": session_id, "position": 0}
    said: Row = {**about, "file_id": file_id, "said_on": "", "near_before": "", "near_after": ""}
    with base.atomic():
        rows.insert(
            "returned_file",
            file_id,
            {"session_id": session_id, "minutes_id": version, "file_name": "svar.docx"}
            | {"sha256": "1f" * 32, "by_id": 1, "by_words": 0, "gone": 0, "left_out": ""},
        )
        comment: Row = {"said_by": "Bo", "text": "Ja", "quote": "", "is_done": 0, "state": "open"}
        rows.insert("review_comment", new_guid(), {**said, **comment})
        change: dict[str, Value] = {
            "kind": "replacement",
            "said_by": "Bo",
            "sent_text": "a",
            "start_at": 0,
        }
        change |= {"old_text": "a", "new_text": "b", "is_own": 0, "is_tracked": 1, "state": "open"}
        rows.insert("review_change", new_guid(), {**said, **change})
        desk.texts.rewrite(note, "Noget andet, som blev sagt.")
        rows.insert(
            "set_aside", new_guid(), {**about, "lack": "tag", "subject_id": note.id, "reason": "x"}
        )
        desk.organisations.add_alias(base.organisations.all()[0].id, "Nordby")
        whom = base.participants.of_session(session_id)[0]
        desk.information.note([whom.id], ConsentWay.WRITTEN, "Lyden slettes efter et år.")
        marker: Row = {**about, "label": "Her", "at_ms": 5000, "said_at": None}
        rows.insert("marker", new_guid(), marker)


def missing(desk: Desk) -> list[str]:
    """Return the tables with texts that have no row."""
    tables = {table for table, _column in desk.base.text_cells.places}
    count = "select count(*) as n from "
    return sorted(one for one in tables if not desk.base.database.execute(count + one)[0]["n"])
