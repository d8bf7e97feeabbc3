"""`flipdesk session`: list, show, import, export and delete sessions."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.gate import Decided, keep_about, keep_options
from flipdesk.cli.noting import noting
from flipdesk.cli.options import (
    echo_bytes,
    echo_json,
    json_option,
    kb_option,
    opened,
    opened_or_created,
    table,
)
from flipdesk.cli.papers import program, run_sheet
from flipdesk.cli.session_erase import erase
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_date_short, format_when
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.door.foreign_file import read_foreign, read_from
from flipdesk.door.imports import SESSION_FILE
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.session_files import Imported, SessionFiles

SHORT_ID = 8


@click.group(help=N_("Sessions and their files."))
def session() -> None:
    """Hold the commands about sessions together."""


@session.command(name="list", help=N_("List the sessions, the earliest first."))
@kb_option
@json_option
def list_(kb: Path | None, *, as_json: bool) -> None:
    """Print one session a line, or all of them as JSON."""
    with opened(kb) as base:
        records = [base.record(one.id) for one in base.sessions.all()]
    if as_json:
        echo_json([_summary(record) for record in records])
    elif records:
        click.echo(table([_line(record) for record in records]))
    else:
        click.echo(_("There is no session yet; flipdesk session import FILE takes one in."))


@session.command(help=N_("Show what a session holds."))
@click.argument("session")
@kb_option
@json_option
def show(session: str, kb: Path | None, *, as_json: bool) -> None:
    """Print a session; as JSON with the whole session file in it."""
    with opened(kb) as base:
        files = _files(base)
        found = files.find(session)
        record, text = base.record(found.id), files.text(found.id)
        noting(base).note(Act.OPENED, Thing.SESSION, found.id)
    if as_json:
        echo_json({**_summary(record), "content": json.loads(text)})
    else:
        click.echo("\n".join(_description(record)))


@session.command(name="import", help=N_("Take in sessions from session files."))
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@kb_option
@json_option
def import_(files: tuple[str, ...], kb: Path | None, *, as_json: bool) -> None:
    """Store the sessions of all files, or of none when one of them is refused."""
    contents = [(_read(name), "-" if name == "-" else Path(name).name) for name in files]
    with opened_or_created(kb) as base:
        service = _files(base)
        records = [(service.read(data, source), source) for data, source in contents]
        with base.atomic():
            done = [service.take_in(record, source) for record, source in records]
        for one in (found for found in done if found.is_new):
            noting(base).note(Act.IMPORTED, Thing.SESSION, one.session_id)
    if as_json:
        echo_json([_imported(one) for one in done])
    else:
        for one in done:
            click.echo(_imported_sentence(one))


@session.command(help=N_("Write the session file of a session."))
@click.argument("session")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("Where to; else to standard output."),
)
@keep_options
@click.option(
    "--anyway",
    is_flag=True,
    help=N_("Write it whatever is pointed out: for yourself, or for who may read all of it."),
)
@kb_option
@json_option
def export(
    session: str,
    output: Path | None,
    kb: Path | None,
    *,
    decided: Decided,
    anyway: bool,
    as_json: bool,
) -> None:
    """Write the session file to FILE, into a folder, or to standard output, and what is in it."""
    from flipdesk.services.session_contents import contents

    with opened(kb) as base:
        files = _files(base)
        ready = files.ready(files.find(session).id)
        keep_about(files.gate, ready.leaving, decided)
        if not anyway:
            files.gate.refuse_leaving(ready.leaving, advice=_how_to())
    along = contents(ready.record)
    if output is None:
        echo_bytes(ready.text().encode())
    path = None if output is None else ready.write(output).absolute()
    noting(base).note(Act.EXPORTED, Thing.SESSION, ready.record.session.id)
    if path is not None and as_json:
        echo_json({"id": ready.record.session.id, "path": str(path), "contents": list(along)})
    elif path is not None:
        click.echo(_("Session file: {place}").format(place=path))
    click.echo(_("In the file:"), err=True)
    for line in along:
        click.echo(f"  {line}", err=True)


@session.command(help=N_("Delete a session; its session file is kept in the backups folder."))
@click.argument("session")
@kb_option
@json_option
def delete(session: str, kb: Path | None, *, as_json: bool) -> None:
    """Delete a session and say how to get it back."""
    with opened(kb) as base:
        files = _files(base)
        deleted = files.delete(files.find(session).id)
    if as_json:
        backup = None if deleted.backup is None else str(deleted.backup)
        echo_json({"id": deleted.session.id, "copy": str(deleted.copy), "backup": backup})
        return
    click.echo(
        _("Deleted: {title} ({id})").format(title=deleted.session.title, id=deleted.session.id)
    )
    click.echo(_('Get it back with: flipdesk session import "{file}"').format(file=deleted.copy))
    if deleted.backup is not None:
        sentence = _("Minutes and all else as they were: {file}")
        click.echo(sentence.format(file=deleted.backup))


session.add_command(program)
session.add_command(run_sheet)
session.add_command(erase)


def _how_to() -> str:
    return _(
        "Put it right in Bearbejd, keep it with --keep CODE and --reason, or write the file all"
        " the same with --anyway."
    )


def _files(base: "KnowledgeBase") -> "SessionFiles":
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock())


def _read(name: str) -> bytes:
    """Return the bytes of a file, of standard input for "-"."""
    if name == "-":
        return read_from(sys.stdin.buffer, SESSION_FILE, name)
    return read_foreign(Path(name), SESSION_FILE)


def _summary(record: SessionRecord) -> dict[str, Any]:
    session = record.session
    return {
        "id": session.id,
        "title": session.title,
        "number": session.number,
        "kind": session.kind,
        "potential": session.potential,
        "codebook": session.codebook,
        "series": record.series.title,
        "organisation": record.series.organisation,
        "starts": session.starts.isoformat(),
        "ends": session.ends.isoformat(),
        "state": session.state,
        "participants": len(record.participants),
        "reflections": len(record.reflections),
        "outcomes": len(record.outcomes),
        "recordings": len(record.recordings),
    }


def _line(record: SessionRecord) -> tuple[str, ...]:
    session = record.session
    day = session.starts.astimezone(zone_info(session.zone))
    counted = ngettext("{count} reflection", "{count} reflections", len(record.reflections))
    return (
        session.id[:SHORT_ID],
        format_date_short(day),
        session.title,
        record.series.title,
        word(session.state),
        counted.format(count=len(record.reflections)),
    )


def _description(record: SessionRecord) -> list[str]:
    session = record.session
    zone = zone_info(session.zone)
    rows = [
        (_("Series"), record.series.title),
        (_("Organisation"), record.series.organisation),
        (_("Time"), format_when(session.starts.astimezone(zone), session.ends.astimezone(zone))),
        (_("Place"), session.place or ""),
        (_("Kind"), word(session.kind)),
        (_("State"), word(session.state)),
        (_("Participants"), str(len(record.participants))),
        (_("Agenda items"), str(len(record.agenda))),
        (_("Reflections"), str(len(record.reflections))),
        (_("Outcomes"), str(len(record.outcomes))),
        (_("Recordings"), str(len(record.recordings))),
    ]
    people = [
        (f"  {one.initials}", one.name, word(one.role), word(one.attendance))
        for one in record.participants
    ]
    lines = [f"{session.title} ({session.id})", table([row for row in rows if row[1]])]
    return [*lines, table(people)] if people else lines


def _imported(one: "Imported") -> dict[str, Any]:
    return {"id": one.session_id, "title": one.title, "stored": one.is_new, "differs": one.differs}


def _imported_sentence(one: "Imported") -> str:
    if one.is_new:
        sentence = _("Imported: {title} ({id})")
    elif one.differs:
        sentence = _(
            "{title} ({id}) is here already and was left as it is; the file says something else."
        )
    else:
        sentence = _("{title} ({id}) is here already; nothing new was stored.")
    return sentence.format(title=one.title, id=one.session_id)
