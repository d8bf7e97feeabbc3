"""Pages as LibreOffice lays them out: how many there are, and what stands on them."""

import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path


def pdfs(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Return a PDF of each document by its name; all are opened by one LibreOffice.

    Raises:
        CalledProcessError: LibreOffice could not open one of them.
    """
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    files = [str(folder / f"{name}.docx") for name in documents]
    command = ["soffice", f"-env:UserInstallation={_profile().as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in documents}


def text_of(pdf: Path) -> str:
    """Return the words of a PDF as they are read, with single spaces between them."""
    read = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True)
    return " ".join(read.stdout.decode().split())


def words_of_last_page(pdf: Path) -> list[str]:
    """Return the words of the last page, its head and foot included."""
    read = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True)
    return read.stdout.decode().rstrip("\f\n").rpartition("\f")[2].split()


def pages_of(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True).stdout.decode()
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


@cache
def _profile() -> Path:
    """Return a profile of this process, made once: LibreOffice takes a second to make one."""
    return Path(tempfile.mkdtemp(prefix="flipdesk-office-")) / "profile"
