"""`flipdesk kb encrypt`, `decrypt`, `passphrase` and `recovery-key`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import override

from flipdesk.cli.options import echo_json, json_option, kb_option, place_of
from flipdesk.cli.passphrase import new_passphrase, secret_named, unlocked
from flipdesk.cli.progress import Watched, watched
from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys


@click.command(help=N_("Encrypt a knowledge base, or go on where that was broken off."))
@kb_option
@json_option
def encrypt(kb: Path | None, *, as_json: bool) -> None:
    """Encrypt everything, proven before anything is replaced, and print the recovery key."""
    from flipdesk.audio.folder_form import convert_sound
    from flipdesk.services.converting import Watch, finish
    from flipdesk.services.converting import encrypt as encrypt_base

    class Told(Watch):
        """Prints the recovery key the moment there is one."""

        recovery: str | None = None

        def __init__(self, watch: Watched) -> None:
            self._watch = watch

        @override
        def recovery_key(self, recovery: str) -> None:
            self.recovery = recovery
            if not as_json:
                echo_recovery_key(recovery)

        @override
        def at(self, fraction: float) -> None:
            self._watch.progress(fraction)

        @property
        @override
        def is_cancelled(self) -> bool:
            return self._watch.cancelled()

    folder = place_of(kb)
    keys = unlocked(folder)
    secret = None if keys is not None else _new_passphrase()
    with watched(_("Encrypting")) as watch:
        told = Told(watch)
        if keys is not None:
            finish(folder, SystemClock(), keys, told, convert_sound)
        else:
            encrypt_base(folder, SystemClock(), secret or "", told, convert_sound)
    _echo(folder, told.recovery, _("Encrypted: {place}"), as_json=as_json)


@click.command(help=N_("Make an encrypted knowledge base a plain one, and remove its keys."))
@kb_option
@json_option
def decrypt(kb: Path | None, *, as_json: bool) -> None:
    """Decrypt everything, proven before anything is replaced."""
    from flipdesk.audio.folder_form import convert_sound
    from flipdesk.services.converting import Watch
    from flipdesk.services.converting import decrypt as decrypt_base

    folder = place_of(kb)
    decrypt_base(folder, SystemClock(), _needed(folder), Watch(), convert_sound)
    _echo(folder, None, _("No longer encrypted: {place}"), as_json=as_json)


@click.command(help=N_("Change the passphrase of an encrypted knowledge base."))
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help=N_("A file whose first line is the new passphrase; - is a pipe."),
)
@kb_option
@json_option
def passphrase(new_passphrase_file: str | None, kb: Path | None, *, as_json: bool) -> None:
    """Ask for the passphrase or recovery key, and let another passphrase open from now on."""
    from flipdesk.services.key_changes import change_passphrase

    folder = place_of(kb)
    keys = _needed(folder)
    change_passphrase(keys, new_passphrase(new_passphrase_file), SystemClock())
    _echo(folder, None, _("The passphrase is changed: {place}"), as_json=as_json)


@click.command("recovery-key", help=N_("Make a new recovery key; the old one opens nothing then."))
@kb_option
@json_option
def recovery_key(kb: Path | None, *, as_json: bool) -> None:
    """Print a new recovery key."""
    from flipdesk.services.key_changes import change_recovery_key

    folder = place_of(kb)
    recovery = change_recovery_key(_needed(folder), SystemClock())
    if not as_json:
        echo_recovery_key(recovery)
    _echo(folder, recovery, _("The recovery key is changed: {place}"), as_json=as_json)


def new_keys(folder: Path) -> "tuple[Keys, str]":
    """Make the keys of a knowledge base that is to be, and return them with the recovery key."""
    from flipdesk.knowledge.keys import Keys

    return Keys.create(folder, _new_passphrase())


def echo_recovery_key(recovery: str) -> None:
    """Print the recovery key, and what it is for."""
    click.echo(_("Recovery key: {key}").format(key=recovery))
    click.echo(
        _("Write it down and keep it apart. It opens the knowledge base without the passphrase."),
        err=True,
    )


def _new_passphrase() -> str:
    from flipdesk.knowledge.keys import refuse_short

    named = secret_named()
    if named is None:
        return new_passphrase(None)
    refuse_short(named)
    return named


def _needed(folder: Path) -> "Keys":
    keys = unlocked(folder)
    if keys is None:
        raise KnownError(_("{place} is not encrypted.").format(place=folder))
    return keys


def _echo(folder: Path, recovery: str | None, sentence: str, *, as_json: bool) -> None:
    if as_json:
        told = {"path": str(folder)}
        echo_json(told if recovery is None else {**told, "recovery_key": recovery})
    else:
        click.echo(sentence.format(place=folder))
