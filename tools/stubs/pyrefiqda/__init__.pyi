from pathlib import Path
from typing import Any

class RefiProject:
    @staticmethod
    def load(file_path: str | Path, extract_dir: str = ...) -> Any: ...

class RefiCodebook:
    @staticmethod
    def load(file_path: str | Path) -> Any: ...
