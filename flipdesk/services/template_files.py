"""A Word template on somebody's disk: read, and looked at before it is used."""

from dataclasses import dataclass
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _

MOST_BYTES = 5_000_000
"""Every document that is written in a template carries the template's bytes along."""


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """A template that came in through the guarded door. `findings` are sentences about it."""

    title: str
    document: bytes
    findings: tuple[str, ...]


def template_bytes(file: Path) -> bytes:
    """Return what is in the file of a template; safe on any thread.

    Raises:
        KnownError: it cannot be read, or is too large.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        sentence = _("The template {file} cannot be read. Choose it again, or use FlipDesk's own.")
        raise KnownError(sentence.format(file=file)) from error
    if len(data) > MOST_BYTES:
        sentence = _("The template is larger than {most} MB. Make its pictures smaller.")
        raise KnownError(sentence.format(most=MOST_BYTES // 1_000_000))
    return data


def read_template(file: Path) -> CheckedTemplate:
    """Read a template and look at it; a job's work.

    Raises:
        KnownError: it cannot be read, is too large or unsafe, or is no Word document.
    """
    document = template_bytes(file)
    return CheckedTemplate(file.stem.strip() or file.name, document, findings_of(document))


def findings_of(document: bytes) -> tuple[str, ...]:
    """Return a sentence for each thing that a template lacks; a job's work.

    Raises:
        KnownError: it is unsafe, or is no Word document.
    """
    from flipdesk.documents.template.inspect import inspect
    from flipdesk.services.template_words import template_sentences

    return tuple(template_sentences(inspect(document)))


def template_ending(document: bytes) -> str:
    """Return the ending of the file that a template that was let in is."""
    from flipdesk.documents.template.inspect import is_dotx

    return ".dotx" if is_dotx(document) else ".docx"


def save_template(file: Path, document: bytes) -> None:
    """Write a template that was let in to a file.

    Raises:
        KnownError: it cannot be written; an old file is then as it was.
    """
    from flipdesk.documents.save import save_file

    save_file(file, document, _check)


def _check(file: Path) -> None:
    findings_of(file.read_bytes())
