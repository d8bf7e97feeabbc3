"""Where a command gets a passphrase from: a file, a pipe, or somebody at the terminal.

Never from an argument or a variable, which other programs can read.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys

Command = TypeVar("Command", bound=Callable[..., Any])

_NAMED = "flipdesk.passphrase-file"
_PIPE = "-"
_TRIES = 3


def passphrase_option(command: Command) -> Command:
    """Add `--passphrase-file FILE`, which `unlocked` and `secret_named` find by themselves."""
    return click.option(
        "--passphrase-file",
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        help=N_("A file whose first line is the passphrase or recovery key; - is a pipe."),
    )(command)


def unlocked(folder: Path) -> "Keys | None":
    """Return the keys of a knowledge base, None when it is not encrypted.

    Raises:
        KnownError: the passphrase is wrong or missing, or the keys are damaged.
    """
    from flipdesk.knowledge.key_place import is_encrypted
    from flipdesk.knowledge.keys import Keys, WrongSecretError

    if not is_encrypted(folder):
        return None
    named = secret_named()
    if named is not None:
        return Keys.unlock(folder, named)
    for left in reversed(range(_TRIES)):
        try:
            return Keys.unlock(folder, typed(_("Passphrase")))
        except WrongSecretError as error:
            if not left:
                raise
            click.echo(str(error), err=True)
    return None


def secret_named() -> str | None:
    """Return what --passphrase-file says, None when it was not given."""
    context = click.get_current_context(silent=True)
    named = None if context is None else context.meta.get(_NAMED)
    return None if named is None else first_line(named)


def new_passphrase(file: str | None) -> str:
    """Return a passphrase to be set: from a file, else typed twice.

    Raises:
        KnownError: it is too short, or was not typed the same twice.
    """
    from flipdesk.knowledge.keys import refuse_short

    if file is not None:
        passphrase = first_line(file)
        refuse_short(passphrase)
        return passphrase
    passphrase = typed(_("New passphrase"))
    refuse_short(passphrase)
    if typed(_("Once more")) != passphrase:
        raise KnownError(_("The two were not the same. Nothing was changed; try again."))
    return passphrase


def first_line(name: str) -> str:
    """Return the first line of a file, of standard input when its name is -.

    Raises:
        KnownError: it cannot be read, or is empty.
    """
    try:
        data = sys.stdin.buffer.readline() if name == _PIPE else _first_of(Path(name))
        line = data.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(_("{file} cannot be read as text.").format(file=name)) from error
    if not line:
        raise KnownError(_("The first line of {file} is empty.").format(file=name))
    return line


def typed(what: str) -> str:
    """Return what somebody types without its being shown.

    Raises:
        KnownError: nobody sits at a terminal.
    """
    if not sys.stdin.isatty():
        raise KnownError(
            _("A passphrase is needed. Name a file that holds it with --passphrase-file FILE.")
        )
    value: str = click.prompt(what, hide_input=True, err=True)
    return value


def _first_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline()


def _remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[_NAMED] = value
