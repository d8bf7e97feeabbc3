"""Where FlipDesk finds what it carries and where it keeps what it makes."""

import os
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return a file or folder that FlipDesk carries, from a checkout as from an installation."""
    package = Path(__file__).parent
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources").joinpath(*parts)


def guide() -> Path:
    """Return the folder of the user guide, one Markdown file a language."""
    carried = resource("guide")
    return carried if carried.is_dir() else Path(__file__).parent.parent / "docs" / "guide"


def default_knowledge_base() -> Path:
    """Return the knowledge base to use when nobody names one: FLIPDESK_KB or the user's own.

    The user's own lies in the application data folder, not in Documents, which is often synced.
    """
    named = os.environ.get("FLIPDESK_KB")
    return Path(named) if named else data_folder() / "FlipDesk.flipkb"


def data_folder() -> Path:
    """Return the folder for FlipDesk's own data."""
    from platformdirs import user_data_path

    return user_data_path("FlipDesk", appauthor=False)


def practice_parent() -> Path:
    """Return where knowledge bases for practice lie while they are used."""
    return data_folder() / "practice"


def documents_folder() -> Path:
    """Return the user's folder for documents, where exported minutes go; made when missing."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def private_folder(folder: Path, *, exist_ok: bool = True) -> None:
    """Make a folder and what is missing above it, each for its owner alone whatever the umask.

    Raises:
        OSError: it cannot be made.
    """
    missing = [one for one in reversed(folder.parents) if not one.exists()]
    for one in missing:
        one.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=exist_ok)
