"""The forms that a document can take."""

from enum import StrEnum
from pathlib import PurePath


class DocumentForm(StrEnum):
    """The values are the endings of files."""

    WORD = "docx"
    HTML = "html"
    PDF = "pdf"

    @property
    def ending(self) -> str:
        return f".{self.value}"


OTHERS = (DocumentForm.HTML, DocumentForm.PDF)
"""What is made beside Word, which is what participants answer in."""


def form_of(path: PurePath) -> DocumentForm:
    """Return the form that a file's name asks for: Word unless it says something else."""
    endings = {one.ending: one for one in DocumentForm} | {".htm": DocumentForm.HTML}
    return endings.get(path.suffix.lower(), DocumentForm.WORD)
