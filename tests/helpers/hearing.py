"""Speech recognition to try things on: a stand-in library, and a model folder that steers it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

LIBRARY = Path(__file__).with_name("speech")


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process and its children find the stand-in."""
    paths = [str(LIBRARY), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(one for one in paths if one))
    monkeypatch.syspath_prepend(LIBRARY)


def make_model(folder: Path, **plan: Any) -> Path:
    """Make a model folder; the plan is that of the stand-in."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.bin").write_bytes(b"weights")
    (folder / "tokenizer.json").write_text("{}")
    (folder / "vocabulary.txt").write_text("")
    (folder / "config.json").write_text(json.dumps(plan))
    return folder
