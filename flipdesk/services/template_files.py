"""A Word template on somebody's disk: read, and looked at before it is used."""

from dataclasses import dataclass
from pathlib import Path

from flipdesk.door.foreign_file import read_foreign
from flipdesk.door.imports import TEMPLATE


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """A template that came in through the guarded door. `findings` are sentences about it."""

    title: str
    document: bytes
    findings: tuple[str, ...]


def read_template(file: Path) -> CheckedTemplate:
    """Read a template and look at it; a job's work.

    Raises:
        KnownError: it cannot be read, is too large or unsafe, or is no Word document.
    """
    from flipdesk.documents.returned.guarded import inspect_guarded
    from flipdesk.services.template_words import template_sentences

    document = read_foreign(file, TEMPLATE)
    findings = tuple(template_sentences(inspect_guarded(document)))
    return CheckedTemplate(file.stem.strip() or file.name, document, findings)


def findings_of(document: bytes) -> tuple[str, ...]:
    """Return a sentence for each thing that a template lacks that was let in; a job's work.

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
