"""Word templates as an organisation would have them."""

import io
from functools import cache
from pathlib import Path

from flipdesk.services.template_files import CheckedTemplate, findings_of


def template(*lines: str, header: str = "") -> bytes:
    """Return a template with a paragraph for each line."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template_file(path: Path, *lines: str, header: str = "") -> Path:
    path.write_bytes(template(*lines, header=header))
    return path


@cache
def checked(title: str, *lines: str) -> CheckedTemplate:
    """Return a template that has been looked at; its title stands in it."""
    document = template(title, *(lines or ("{{punkter}}",)))
    return CheckedTemplate(title, document, findings_of(document))
