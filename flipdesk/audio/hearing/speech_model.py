"""The model folder that somebody points at, and whether the extra is installed."""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from flipdesk.door.foreign_file import read_foreign
from flipdesk.door.imports import MODEL
from flipdesk.errors import KnownError
from flipdesk.i18n import _

ENGINE = "faster-whisper"
_MODULE = "faster_whisper"
_WEIGHTS = "model.bin"
_NEEDED = (_WEIGHTS, "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A Whisper model in CTranslate2's form: https://opennmt.net/CTranslate2/guides/transformers.html"""

    folder: Path

    @property
    def made_with(self) -> str:
        """Return "faster-whisper, whisper-base"."""
        return f"{ENGINE}, {self.folder.name}"


def is_installed() -> bool:
    """Return whether the extra is there; asks without importing it, for that takes seconds."""
    return find_spec(_MODULE) is not None


def check_installed() -> None:
    """Refuse when the extra is not there.

    Raises:
        KnownError: it is not; the sentence says how it comes.
    """
    if not is_installed():
        raise KnownError(
            _(
                "Speech recognition is an extra and is not installed. Install it with: "
                "pip install flipdesk[transcribe]"
            )
        )


def speech_model(folder: Path) -> SpeechModel:
    """Return the model in a folder.

    Raises:
        KnownError: it holds none, or one in another form.
    """
    if not folder.is_dir():
        sentence = _("The model folder {folder} is not there. Choose where the model lies.")
        raise KnownError(sentence.format(folder=folder))
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in _VOCABULARIES):
        missing.append(_VOCABULARIES[0])
    if missing:
        sentence = _(
            "{folder} holds no Whisper model for CTranslate2: {files} is missing. Choose the folder"
            " that the model was unpacked into."
        )
        raise KnownError(sentence.format(folder=folder.name, files=", ".join(missing)))
    if not _is_settings(folder / "config.json"):
        sentence = _("The model in {folder} is damaged. Fetch it again.")
        raise KnownError(sentence.format(folder=folder.name))
    return SpeechModel(folder.resolve())


def _is_settings(path: Path) -> bool:
    try:
        return isinstance(json.loads(read_foreign(path, MODEL)), dict)
    except (KnownError, ValueError, RecursionError):
        return False
