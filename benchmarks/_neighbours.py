"""The same minutes by docxtpl and pandoc, where they are installed; FlipDesk needs neither."""

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flipdesk.domain.minutes_snapshot import MinutesSnapshot

LOOP = (
    "{%p for item in items %}",
    "{{ item.heading }}",
    "{%p for said in item.said %}",
    "{{ said.text }}",
    "{{ said.source }}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def neighbours(snapshot: MinutesSnapshot) -> dict[str, Callable[[], bytes] | None]:
    """Return what draws a snapshot, None for what is not installed."""
    return {
        "docxtpl": _docxtpl(snapshot) if importlib.util.find_spec("docxtpl") else None,
        "pandoc": _pandoc(snapshot) if importlib.util.find_spec("pypandoc") else None,
    }


def _items(snapshot: MinutesSnapshot) -> list[dict[str, Any]]:
    return [
        {
            "heading": item.heading,
            "said": [
                {
                    "text": one.text,
                    "source": " · ".join(
                        (one.speaker or "", *(f"{mark.number} {mark.name}" for mark in one.marks))
                    ),
                }
                for group in item.groups
                for one in group.contributions
            ],
        }
        for item in snapshot.items
    ]


def _docxtpl(snapshot: MinutesSnapshot) -> Callable[[], bytes]:
    import docx
    import docxtpl  # type: ignore[import-not-found]
    from jinja2.sandbox import SandboxedEnvironment

    document, held = docx.Document(), io.BytesIO()
    for line in LOOP:
        document.add_paragraph(line)
    document.save(held)
    items = _items(snapshot)

    def draw() -> bytes:
        template, buffer = docxtpl.DocxTemplate(io.BytesIO(held.getvalue())), io.BytesIO()
        environment = SandboxedEnvironment(autoescape=True)
        template.render({"items": items}, jinja_env=environment)
        template.save(buffer)
        return buffer.getvalue()

    return draw


def _pandoc(snapshot: MinutesSnapshot) -> Callable[[], bytes]:
    import pypandoc  # type: ignore[import-not-found]

    lines = []
    for item in _items(snapshot):
        lines.append(f"## {item['heading']}\n")
        lines += [f"{said['text']}\n\n{said['source']}\n" for said in item["said"]]
    text = "\n".join(lines)

    def draw() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "x.docx"
            pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(path))
            return path.read_bytes()

    return draw
