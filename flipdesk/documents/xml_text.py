"""Text as it may stand in a Word document, and the small fragments that hold it.

Everything a document shows passes through `run`, so that no character can break the file.
"""

import re

# What XML 1.0 does not allow: control characters, lone surrogates, U+FFFE and U+FFFF.
_ALLOWED = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_FORBIDDEN = re.compile(f"[^{_ALLOWED}]")
_BREAKS = re.compile(r"(\r\n|\r|\n|\t)")
# Most text holds none of these and needs no second look.
_SPECIAL = re.compile(
    "[^\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """Return the text with every character that XML forbids replaced visibly by U+FFFD."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def escaped(text: str) -> str:
    """Return the text ready for an element or a double-quoted attribute."""
    if _SPECIAL.search(text) is None:
        return text
    text = plain(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, properties: str = "") -> str:
    """Return a run; line breaks and tabs stay what they are. `properties` is the inside of rPr."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    if _SPECIAL.search(text) is None:
        return f'<w:r>{held}<w:t xml:space="preserve">{text}</w:t></w:r>'
    parts = []
    for part in _BREAKS.split(text):
        if part == "\t":
            parts.append("<w:tab/>")
        elif part in {"\r\n", "\r", "\n"}:
            parts.append("<w:br/>")
        elif part:
            parts.append(f'<w:t xml:space="preserve">{escaped(part)}</w:t>')
    return f"<w:r>{held}{''.join(parts)}</w:r>"


def paragraph(style: str, *runs: str, keep_next: bool = False) -> str:
    """Return a paragraph in a style, on the same page as the next one if that is asked for."""
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{"".join(runs)}</w:p>'
