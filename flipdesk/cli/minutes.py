"""`flipdesk minutes`: write, list and export the minutes of sessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.gate import Decided, check, decide, gate_options, how_to
from flipdesk.cli.look import Look, look_options
from flipdesk.cli.minutes_found import find_minutes
from flipdesk.cli.minutes_standing import (
    mark,
    standing_options,
    standing_said,
    state_option,
    states_of,
)
from flipdesk.cli.minutes_versions import compare
from flipdesk.cli.options import docx_option, echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_clock, format_date_short
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.domain.words import word
from flipdesk.i18n import LANGUAGES, N_, _, language

if TYPE_CHECKING:
    from flipdesk.domain.minutes_snapshot import MinutesSnapshot
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.minutes import MinutesDesk
    from flipdesk.services.session_files import SessionFiles

_AUDIENCE = click.option(
    "--audience",
    type=click.Choice([str(audience) for audience in Audience]),
    default=str(Audience.PARTICIPANTS),
    help=N_("Who the minutes are for; participants when nothing is said."),
)


@click.group(help=N_("Minutes as Word documents."))
def minutes() -> None:
    """Hold the commands about minutes together."""


@minutes.command(help=N_("Write a new version of the minutes of a session."))
@click.argument("session")
@_AUDIENCE
@click.option("--language", "spoken", type=click.Choice(LANGUAGES), help=N_("Their language."))
@gate_options
@state_option
@standing_options
@docx_option
@look_options
@kb_option
@json_option
def write(
    session: str,
    audience: str,
    spoken: str | None,
    decided: Decided,
    output: Path | None,
    kb: Path | None,
    *,
    as_json: bool,
    look: Look,
    **said: str | None,
) -> None:
    """Keep a new version in the knowledge base and write it to a file."""
    state = MinutesState(said.pop("state") or MinutesState.DRAFT)
    with opened(kb) as base:
        desk, states = _desk(base), states_of(base)
        found = _files(base).find(session)
        template = look.of(base, found.series_id)
        standing = standing_said(states, found.id, state, **said)

        def prepare() -> "MinutesSnapshot":
            chosen = spoken or language()
            return desk.prepare(found.id, Audience(audience), chosen, standing=standing)

        snapshot = prepare()
        if decide(desk, snapshot, decided):
            snapshot = prepare()
        desk.gate.refuse(snapshot, advice=how_to())
        written, _changes = desk.store(
            snapshot, desk.render(snapshot, template), desk.render_others(snapshot)
        )
        states.stand(written.id, standing)
        written = base.minutes.get(written.id) or written
        path = _export(desk, written, output)
    if as_json:
        echo_json({**_summary(written), "path": str(path)})
    else:
        sentence = _("Minutes written: version {version}, {audience} ({id})")
        click.echo(
            sentence.format(
                version=written.version, audience=word(written.audience), id=written.id[:8]
            )
        )
        click.echo(_("File: {place}").format(place=path))


@minutes.command(name="list", help=N_("List the minutes of a session, or of all."))
@click.argument("session", required=False)
@kb_option
@json_option
def list_(session: str | None, kb: Path | None, *, as_json: bool) -> None:
    """Print one version a line, the newest first."""
    with opened(kb) as base:
        sessions = base.sessions.all() if session is None else [_files(base).find(session)]
        found = [one for each in sessions for one in base.minutes.of_session(each.id)]
    if as_json:
        echo_json([_summary(one) for one in found])
    elif found:
        click.echo(table([_line(one) for one in found]))
    else:
        click.echo(_("There are no minutes yet; flipdesk minutes write SESSION writes them."))


@minutes.command(help=N_("Write a kept version to a file."))
@click.argument("which")
@docx_option
@kb_option
@json_option
def export(which: str, output: Path | None, kb: Path | None, *, as_json: bool) -> None:
    """Export minutes by their GUID or its beginning, or the newest of a session."""
    with opened(kb) as base:
        chosen = find_minutes(base, which)
        path = _export(_desk(base), chosen, output)
    if as_json:
        echo_json({**_summary(chosen), "path": str(path)})
    else:
        click.echo(_("File: {place}").format(place=path))


minutes.add_command(check)
minutes.add_command(mark)
minutes.add_command(compare)


def _export(desk: "MinutesDesk", written: Minutes, output: Path | None) -> Path:
    """Write a version where it is wanted, else into this folder without writing over anything."""
    output = output or Path.cwd()
    path = desk.place(written.id, output) if output.is_dir() else output
    desk.export(written.id, path)
    return path.absolute()


def _desk(base: "KnowledgeBase") -> "MinutesDesk":
    from flipdesk.services.minutes import MinutesDesk

    return MinutesDesk(base, SystemClock())


def _files(base: "KnowledgeBase") -> "SessionFiles":
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock())


def _line(written: Minutes) -> tuple[str, ...]:
    local = written.written.astimezone()
    when = f"{format_date_short(local)} {format_clock(local)}"
    audience = f"{word(written.audience)}, {written.language}"
    state = word(written.state)
    if written.state is MinutesState.COMMENTS and written.comments_by:
        state = _("{state} until {date}").format(
            state=state, date=format_date_short(written.comments_by)
        )
    return written.id[:8], when, audience, str(written.version), state, written.file_name


def _summary(written: Minutes) -> dict[str, Any]:
    return {
        "id": written.id,
        "session": written.session_id,
        "version": written.version,
        "audience": written.audience,
        "language": written.language,
        "state": written.state,
        "comments_by": written.comments_by and written.comments_by.isoformat(),
        "approved_by": written.approved_by,
        "approved_on": written.approved_on and written.approved_on.isoformat(),
        "file_name": written.file_name,
        "sha256": written.sha256,
        "bytes": written.size_bytes,
        "written": written.written.isoformat(),
    }
