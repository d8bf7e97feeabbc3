"""`flipdesk session program`, `session run-sheet` and `handout`: papers to hand out and send."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.gate import Decided, decide_about, gate_options
from flipdesk.cli.look import Look, look_options
from flipdesk.cli.noting import noting
from flipdesk.cli.options import docx_option, echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import N_, _, language

if TYPE_CHECKING:
    from flipdesk.domain.ids import SessionId
    from flipdesk.domain.session import Session
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.papers import Papers, Printed

_PROGRAM_OUTPUT = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("Where to: FILE.docx, .html, .pdf, .ics for calendars, or a folder; else this folder."),
)


@click.command(help=N_("Write the programme for participants, as Word or for calendars."))
@click.argument("session")
@gate_options
@_PROGRAM_OUTPUT
@look_options
@kb_option
@json_option
def program(
    session: str,
    output: Path | None,
    kb: Path | None,
    *,
    look: Look,
    decided: Decided,
    as_json: bool,
) -> None:
    """Write a Word file, or a calendar file when the name says so."""
    with opened(kb) as base:
        papers, found = _papers(base), _find(base, session)
        _decide(base, PaperKind.PROGRAM, found.id, decided)
        ready: Printed
        if _is_calendar(output):
            ready = papers.calendar(found.id, language(), advice=_how_to())
        else:
            paper = papers.prepare(PaperKind.PROGRAM, found.id, language(), advice=_how_to())
            ready = replace(paper, template=look.of(base, found.series_id))
    _write(ready, output, as_json=as_json)
    noting(base).note(Act.EXPORTED, Thing.PAPER, session=found.id)


@click.command(name="run-sheet", help=N_("Write the run sheet for the team, as Word."))
@click.argument("session")
@gate_options
@docx_option
@kb_option
@json_option
def run_sheet(
    session: str, output: Path | None, kb: Path | None, *, decided: Decided, as_json: bool
) -> None:
    """Write everything that is planned, with the notes that are not for participants."""
    with opened(kb) as base:
        found = _find(base, session).id
        _decide(base, PaperKind.RUN_SHEET, found, decided)
        ready = _papers(base).prepare(PaperKind.RUN_SHEET, found, language(), advice=_how_to())
    _write(ready, output, as_json=as_json)
    noting(base).note(Act.EXPORTED, Thing.PAPER, session=found)


@click.command(help=N_("Write a sheet to hand out, as Word; it belongs to no session."))
@click.argument("sheet", type=click.Choice([str(one) for one in PaperKind if one.is_handout]))
@docx_option
@json_option
def handout(sheet: str, output: Path | None, *, as_json: bool) -> None:
    """Write the four considerations, the ground rules, or a blank Lend an ear sheet."""
    from flipdesk.services.papers import handout as compose

    ready = compose(PaperKind(sheet), language(), SystemClock().now())
    _write(ready, output, as_json=as_json)


def _decide(
    base: "KnowledgeBase", kind: PaperKind, session_id: "SessionId", decided: Decided
) -> None:
    from flipdesk.services.gate_fixes import GateFixes

    papers = _papers(base)
    _ready, leaving = papers.make(kind, session_id, language())
    fixes = GateFixes(base, papers.gate, SystemClock())
    decide_about(papers.gate, fixes, leaving, decided, language())


def _how_to() -> str:
    return _(
        "Change the text in Forbered, hide it with --hide CODE, or keep it with --keep CODE and"
        " --reason."
    )


def _papers(base: "KnowledgeBase") -> "Papers":
    from flipdesk.services.papers import Papers

    return Papers(base, SystemClock())


def _find(base: "KnowledgeBase", session: str) -> "Session":
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock()).find(session)


def _is_calendar(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() == ".ics" and not output.is_dir()


def _write(ready: "Printed", output: Path | None, *, as_json: bool) -> None:
    """Write a file where it is wanted, else into this folder without writing over anything."""
    from flipdesk.services.papers import place

    output = output or Path.cwd()
    path = (place(ready, output) if output.is_dir() else output).absolute()
    ready.write(path)
    if as_json:
        echo_json({"path": str(path)})
    else:
        click.echo(_("File: {place}").format(place=path))
