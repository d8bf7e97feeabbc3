"""`flipdesk import`: take in what other programs have written."""

import sys
from pathlib import Path

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.door.foreign_file import read_foreign, read_from
from flipdesk.door.imports import PEOPLE
from flipdesk.i18n import N_, _, ngettext


@click.group(name="import", help=N_("Take in what other programs have written."))
def import_() -> None:
    """Hold the commands that take things in together."""


@import_.command(help=N_("Invite the people of a CSV or vCard file to a session."))
@click.argument("file", metavar="FILE")
@click.argument("session")
@kb_option
@json_option
def participants(file: str, session: str, kb: Path | None, *, as_json: bool) -> None:
    """Add everybody who does not take part yet, and print what was not understood."""
    from flipdesk.services.guests import Guests
    from flipdesk.services.participant_lists import read_list
    from flipdesk.services.session_files import SessionFiles

    found = read_list(_read(file), "-" if file == "-" else Path(file).name)
    with opened(kb) as base:
        wanted = SessionFiles(base, SystemClock()).find(session)
        guests = Guests(base)
        fresh = guests.newcomers(wanted.id, found.guests)
        guests.invite(wanted.id, found.guests)
    added = [one.name for one, is_new in zip(found.guests, fresh, strict=True) if is_new]
    known = [one.name for one, is_new in zip(found.guests, fresh, strict=True) if not is_new]
    if as_json:
        echo_json({"added": added, "already_there": known, "notes": list(found.notes)})
        return
    counted = ngettext(
        "{count} participant is added.", "{count} participants are added.", len(added)
    )
    click.echo(counted.format(count=len(added)))
    if known:
        click.echo(_("Already there: {names}").format(names=", ".join(known)))
    for note in found.notes:
        click.echo(note)


@import_.command(help=N_("Take in texts, codes and codings of a QDA program (REFI-QDA)."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@kb_option
@json_option
def qdpx(file: Path, kb: Path | None, *, as_json: bool) -> None:
    """Store what is in a .qdpx and not here yet; the same file twice changes nothing."""
    _take_in(file, kb, as_json=as_json)


@import_.command(help=N_("Take in the codes of a QDA program (REFI-QDA codebook)."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@kb_option
@json_option
def qdc(file: Path, kb: Path | None, *, as_json: bool) -> None:
    """Add the codes in a .qdc that no codebook here has."""
    _take_in(file, kb, as_json=as_json)


@import_.command(help=N_("Keep old minutes and other Word documents with a session."))
@click.argument("session")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@kb_option
@json_option
def materials(session: str, files: tuple[Path, ...], kb: Path | None, *, as_json: bool) -> None:
    """Read every file first, then keep all of them; what is kept already is passed over."""
    from flipdesk.services.materials import Materials
    from flipdesk.services.session_files import SessionFiles

    read = [Materials.read_file(one) for one in files]
    with opened(kb) as base:
        wanted = SessionFiles(base, SystemClock()).find(session)
        known = {one.sha256 for one in base.session_materials.of_session(wanted.id)}
        service = Materials(base, SystemClock())
        fresh = {one.sha256: one for one in read if one.sha256 not in known}
        for one in fresh.values():
            service.add(wanted.id, one)
    titles = [one.title for one in fresh.values()]
    if as_json:
        echo_json({"added": titles, "already_there": len(read) - len(titles)})
        return
    counted = ngettext("{count} material is added.", "{count} materials are added.", len(titles))
    click.echo(counted.format(count=len(titles)))


def _take_in(file: Path, kb: Path | None, *, as_json: bool) -> None:
    from flipdesk.services.research_import import ResearchImport

    project = ResearchImport.read_file(file)
    with opened(kb) as base:
        made = ResearchImport(base, SystemClock()).take_in(project)
    if as_json:
        counts = {"texts": made.texts, "codes": made.codes, "codings": made.codings}
        echo_json({**counts, "memos": made.memos, "notes": list(made.notes)})
        return
    click.echo(made.statement())
    for note in made.notes:
        click.echo(note)


def _read(name: str) -> bytes:
    if name == "-":
        return read_from(sys.stdin.buffer, PEOPLE, name)
    return read_foreign(Path(name), PEOPLE)
