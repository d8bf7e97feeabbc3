"""Whether a Word file that was just written can be opened again."""

import zipfile
from pathlib import Path

from flipdesk.errors import BugError


def check_docx(path: Path) -> None:
    """Open a document as a reader would.

    Raises:
        BugError: the file is not a whole Word document.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(path) as package:
            damaged = package.testzip()
        document = docx.Document(str(path))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError) as error:
        raise BugError(f"{path.name} is no Word document: {error}") from error
    if damaged or document.element.body is None:
        raise BugError(f"{path.name} is a damaged Word document: {damaged}")
