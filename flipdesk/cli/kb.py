"""`flipdesk kb`: make, describe, check and back up a knowledge base."""

from pathlib import Path

import click

from flipdesk.cli.kb_keys import (
    decrypt,
    echo_recovery_key,
    encrypt,
    new_keys,
    passphrase,
    recovery_key,
)
from flipdesk.cli.kb_rescue import rescue, unsealed
from flipdesk.cli.kb_restore import backups, restore
from flipdesk.cli.noting import noting
from flipdesk.cli.options import (
    created,
    echo_json,
    json_option,
    kb_option,
    opened,
    place_of,
    table,
)
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import N_, _, ngettext


@click.group(help=N_("Knowledge bases."))
def kb() -> None:
    """Hold the commands about knowledge bases together."""


for _command in (rescue, backups, restore, encrypt, decrypt, passphrase, recovery_key):
    kb.add_command(_command)


@kb.command(help=N_("Make a new, empty knowledge base."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--encrypt", is_flag=True, help=N_("Encrypt it; a recovery key is printed."))
@kb_option
@json_option
def create(path: Path | None, kb: Path | None, *, encrypt: bool, as_json: bool) -> None:
    """Make a knowledge base at PATH, else where --kb or FLIPDESK_KB says."""
    folder = place_of(path or kb)
    keys, recovery = new_keys(folder) if encrypt else (None, None)
    created(folder, keys).close()
    if as_json:
        made = {"path": str(folder)}
        echo_json(made if recovery is None else {**made, "recovery_key": recovery})
        return
    click.echo(_("New knowledge base: {place}").format(place=folder))
    if recovery is not None:
        echo_recovery_key(recovery)


@kb.command(help=N_("Tell what a knowledge base holds."))
@kb_option
@json_option
def info(kb: Path | None, *, as_json: bool) -> None:
    """Print counts and sizes."""
    from flipdesk.domain.search import Query

    with opened(kb) as base:
        counts = {
            "series": len(base.series.all()),
            "sessions": len(base.sessions.all()),
            "people": len(base.people.all()),
            "organisations": len(base.organisations.all()),
            "reflections": base.search.count("reflection", Query()),
            "outcomes": base.search.count("outcome", Query()),
            "backups": len(base.backups()),
        }
        codebooks = [codebook.id for codebook in base.codebooks.all()]
        folder = base.folder
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    if as_json:
        echo_json({"path": str(folder), **counts, "codebooks": codebooks, "bytes": size})
        return
    words = {
        "series": _("Series"),
        "sessions": _("Sessions"),
        "people": _("People"),
        "organisations": _("Organisations"),
        "reflections": _("Reflections"),
        "outcomes": _("Outcomes"),
        "backups": _("Backups"),
    }
    rows = [(words[key], str(count)) for key, count in counts.items()]
    rows.append((_("Codebooks"), ", ".join(codebooks)))
    rows.append((_("Size"), _("{count} kB").format(count=size // 1000)))
    click.echo(_("Knowledge base: {place}").format(place=folder))
    click.echo(table(rows))


@kb.command(help=N_("Check every row of a knowledge base."))
@kb_option
@json_option
def check(kb: Path | None, *, as_json: bool) -> None:
    """Print what a full check finds; leave with 1 when it finds anything."""
    with opened(kb) as base:
        problems = (*base.check(), *map(unsealed, base.seals.check()))
    if as_json:
        echo_json({"problems": list(problems)})
    elif problems:
        sentence = ngettext(
            "The check found {count} problem; open the newest backup instead.",
            "The check found {count} problems; open the newest backup instead.",
            len(problems),
        )
        click.echo(sentence.format(count=len(problems)), err=True)
        click.echo("\n".join(problems), err=True)
    else:
        click.echo(_("The knowledge base is whole."))
    if problems:
        raise SystemExit(1)


@kb.command(help=N_("Make a verified copy of the database in the backups folder."))
@kb_option
@json_option
def backup(kb: Path | None, *, as_json: bool) -> None:
    """Print where the copy lies."""
    with opened(kb) as base:
        copy = base.back_up("by-hand")
        noting(base).note(Act.BACKED_UP, Thing.KNOWLEDGE_BASE)
    if as_json:
        echo_json({"path": str(copy)})
    else:
        click.echo(_("Backup: {place}").format(place=copy))
