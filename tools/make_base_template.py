"""Make resources/templates/minutes.docx from the XML parts in tools/base_template.

The parts are written by hand: no theme, no leftovers, Danish, and valid. The same parts always give
the same bytes.
"""

import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tools" / "base_template"
TARGET = ROOT / "resources" / "templates" / "minutes.docx"
FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)


def template_bytes(parts: Path = PARTS) -> bytes:
    """Return the template; the content types come first, as Word expects them."""
    names = sorted(
        path.relative_to(parts).as_posix() for path in parts.rglob("*") if path.is_file()
    )
    names.sort(key=lambda name: name != FIRST)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, (parts / name).read_bytes())
    return buffer.getvalue()


def main() -> int:
    """Write the template."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(template_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
