"""The official schemas of REFI-QDA, held against what FlipDesk writes by two validators.

libxml2 takes a colour of eight digits where `xmlschema` does not: one alone is not enough.
"""

import io
import os
import zipfile
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

_FOLDER = os.environ.get("FLIPDESK_REFI_CASES", "")
needs_schemas = pytest.mark.skipif(
    not _FOLDER, reason="FLIPDESK_REFI_CASES names no folder with Project.xsd and Codebook.xsd"
)


def refused(xml: bytes, schema: str) -> list[str]:
    """Return what either validator has against a document; `schema` is "Project" or "Codebook"."""
    path = Path(_FOLDER) / f"{schema}.xsd"
    first = etree.XMLSchema(etree.parse(path))
    first.validate(etree.fromstring(xml))
    second = xmlschema.XMLSchema(path)
    return [
        *(str(error) for error in first.error_log),
        *(str(error) for error in second.iter_errors(io.BytesIO(xml))),
    ]


def project_xml(package: bytes) -> bytes:
    """Return `project.qde` of a .qdpx."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return file.read("project.qde")


def sources(package: bytes) -> dict[str, bytes]:
    """Return the sources in a .qdpx by their names."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {
            name.removeprefix("sources/"): file.read(name)
            for name in file.namelist()
            if name.startswith("sources/")
        }
