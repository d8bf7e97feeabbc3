"""A Word template on somebody's disk: read, and looked at before it is used."""

from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _

_MOST_BYTES = 50_000_000


def template_bytes(file: Path) -> bytes:
    """Return what is in the file of a template; safe on any thread.

    Raises:
        KnownError: it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        sentence = _("The template {file} cannot be read. Choose it again, or use FlipDesk's own.")
        raise KnownError(sentence.format(file=file)) from error
    if len(data) > _MOST_BYTES:
        raise KnownError(_("The template is too large. Make its pictures smaller."))
    return data


def look_at(file: Path) -> tuple[str, ...]:
    """Return a sentence for each thing that a template lacks; a job's work.

    Raises:
        KnownError: it cannot be read, is unsafe, or is no Word document.
    """
    from flipdesk.documents.template.inspect import inspect
    from flipdesk.services.template_words import template_sentences

    return tuple(template_sentences(inspect(template_bytes(file))))
