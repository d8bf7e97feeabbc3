"""`flipdesk journal`: what was done with the knowledge base and when."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.noting import noting
from flipdesk.cli.options import docx_option, echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import N_, _, language

if TYPE_CHECKING:
    from flipdesk.domain.ids import SessionId
    from flipdesk.knowledge.knowledge_base import KnowledgeBase


@click.group(help=N_("The journal of use: what was opened, played, exported and erased."))
def journal() -> None:
    """Hold the commands about the journal together."""


@journal.command(help=N_("Show what was done, the newest last."))
@click.option("--session", metavar="SESSION", help=N_("Only what was done with one session."))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help=N_("Only from this day on."))
@kb_option
@json_option
def show(session: str | None, since: datetime | None, kb: Path | None, *, as_json: bool) -> None:
    """Print one line for each act."""
    moment = None if since is None else since.replace(tzinfo=zone_info(DEFAULT_ZONE))
    with opened(kb) as base:
        desk = noting(base)
        found = None if session is None else _session(base, session)
        told = desk.told(desk.uses(session_id=found, since=moment))
        desk.note(Act.JOURNAL_READ, Thing.KNOWLEDGE_BASE)
    if as_json:
        echo_json(
            [
                {
                    "n": one.use.number,
                    "at": one.use.at.isoformat(),
                    "act": one.use.act,
                    "thing": one.use.thing,
                    "id": one.use.guid,
                    "details": dict(one.use.details),
                }
                for one in told
            ]
        )
        return
    zone = zone_info(DEFAULT_ZONE)
    rows = [
        (f"{one.use.at.astimezone(zone):%Y-%m-%d %H:%M}", one.what, one.about or one.use.guid)
        for one in told
    ]
    click.echo(table(rows) or _("The journal of use is empty."))


@journal.command(help=N_("Check that no line of the journal was changed, moved or taken out."))
@kb_option
@json_option
def check(kb: Path | None, *, as_json: bool) -> None:
    """Print what a check finds; leave with 1 when the journal is not as it was written."""
    from flipdesk.services.journal import check_words

    with opened(kb) as base:
        found = noting(base).check()
    if as_json:
        echo_json(
            {
                "lines": found.lines,
                "broken_at": found.broken_at,
                "cut_off": found.cut_off,
                "shortened": found.is_shortened,
            }
        )
    else:
        click.echo(check_words(found), err=not found.is_whole)
    if not found.is_whole:
        raise SystemExit(1)


@journal.command(help=N_("Write what was done with a person's data, for that person."))
@click.argument("name")
@docx_option
@kb_option
@json_option
def person(name: str, output: Path | None, kb: Path | None, *, as_json: bool) -> None:
    """Write the report as Word, HTML or PDF."""
    from flipdesk.cli.pseudonyms import person_called
    from flipdesk.services.papers import place
    from flipdesk.services.use_report import use_report

    with opened(kb) as base:
        person_id = person_called(base, name)
        ready = use_report(base, SystemClock(), person_id, language())
        folder = output or Path.cwd()
        path = (place(ready, folder) if folder.is_dir() else folder).absolute()
        ready.write(path)
        noting(base).note(Act.EXPORTED, Thing.PERSON, person_id)
    if as_json:
        echo_json({"path": str(path)})
    else:
        click.echo(_("File: {place}").format(place=path))


def _session(base: "KnowledgeBase", session: str) -> "SessionId":
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock()).find(session).id
