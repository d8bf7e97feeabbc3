"""`flipdesk pseudonyms`: whose pseudonyms are, and forgetting it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.noting import noting
from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import PersonId, SeriesId
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.pseudonyms import Pseudonyms


@click.group(help=N_("The key to the pseudonyms, which lies apart from the knowledge base."))
def pseudonyms() -> None:
    """Hold the commands about the key together."""


@pseudonyms.command(name="list", help=N_("List whose pseudonyms are, of the series of a session."))
@click.argument("session", required=False)
@kb_option
@json_option
def list_(session: str | None, kb: Path | None, *, as_json: bool) -> None:
    """Print one pseudonym a line; somebody who was forgotten has none beside it."""
    with opened(kb) as base:
        lines = _key(base).lines(None if session is None else _series(base, session))
        noting(base).note(Act.PSEUDONYM_SHOWN, Thing.KNOWLEDGE_BASE)
    if as_json:
        echo_json(
            [
                {
                    "series": one.series_id,
                    "pseudonym": one.pseudonym.words,
                    "person": one.person_id,
                    "name": one.name,
                }
                for one in lines
            ]
        )
    elif lines:
        click.echo(table([(one.pseudonym.words, one.whose, one.series) for one in lines]))
    else:
        click.echo(_("There is no key yet; it comes with the first researchers' minutes."))


@pseudonyms.command(help=N_("Forget whose pseudonyms are, for ever; documents stay as they are."))
@click.argument("session", required=False)
@click.option("--person", metavar="NAME", help=N_("Only those of one person."))
@click.option("--all", "everything", is_flag=True, help=N_("Those of every series."))
@kb_option
@json_option
def forget(
    session: str | None, person: str | None, kb: Path | None, *, everything: bool, as_json: bool
) -> None:
    """Forget the key of the series of a session, of a person, or all of it."""
    if session is None and person is None and not everything:
        raise click.UsageError(_("Name a session, somebody with --person, or everything: --all."))
    with opened(kb) as base:
        series_id = None if session is None else _series(base, session)
        person_id = None if person is None else person_called(base, person)
        count = _key(base).forget(series_id, person_id)
        noting(base).note(Act.PSEUDONYM_FORGOTTEN, *_whose(series_id, person_id))
    if as_json:
        echo_json({"forgotten": count})
        return
    sentence = ngettext(
        "It is forgotten whose {count} pseudonym is. Its number is not given again.",
        "It is forgotten whose {count} pseudonyms are. Their numbers are not given again.",
        count,
    )
    click.echo(sentence.format(count=count))


def _whose(series_id: SeriesId | None, person_id: PersonId | None) -> tuple[Thing, str]:
    if person_id is not None:
        return Thing.PERSON, person_id
    return (Thing.KNOWLEDGE_BASE, "") if series_id is None else (Thing.SERIES, series_id)


def _series(base: "KnowledgeBase", session: str) -> SeriesId:
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock()).find(session).series_id


def person_called(base: "KnowledgeBase", name: str) -> PersonId:
    """Return who is called so, or has this GUID.

    Raises:
        KnownError: nobody is, or several are.
    """
    wanted = name.strip().casefold()
    found = [one for one in base.people.all() if wanted in (one.name.casefold(), one.id)]
    if len(found) != 1:
        sentence = (
            _("Several people are called {name}. Give one of these instead: {ids}.")
            if found
            else _("Nobody is called {name}; flipdesk pseudonyms list shows the names.")
        )
        ids = ", ".join(one.id for one in found)
        raise KnownError(sentence.format(name=name, ids=ids))
    return found[0].id


def _key(base: "KnowledgeBase") -> "Pseudonyms":
    from flipdesk.services.pseudonyms import Pseudonyms

    return Pseudonyms(base)
