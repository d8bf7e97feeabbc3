"""The style sheet, filled in from tokens and text size, and the small pictures it draws with."""

import re

from flipdesk.paths import resource
from flipdesk.ui.theme.pictures import picture_url
from flipdesk.ui.theme.tokens import Tokens

# Lines of one or two px stay as thin as they are; everything longer grows with the text.
_SIZE = re.compile(r"\b(\d+)px")
_COLOUR = re.compile(r"@([a-z_]+)")
_PICTURE = re.compile(r"picture\(([a-z0-9-]+), @([a-z_]+)\)")


def make_stylesheet(tokens: Tokens, text_scale: float) -> str:
    """Return resources/theme.qss with every @token, size and picture(name, @token) filled in."""

    def size(match: re.Match[str]) -> str:
        length = int(match[1])
        return f"{length if length <= 2 else int(length * text_scale)}px"

    pictures = {(name, tokens.colours[token]) for name, token in _PICTURE.findall(_template())}
    urls = picture_url(frozenset(pictures))
    filled = _PICTURE.sub(lambda match: urls[match[1], tokens.colours[match[2]]], _template())
    return _COLOUR.sub(lambda match: tokens.colours[match[1]], _SIZE.sub(size, filled))


def _template() -> str:
    text = resource("theme.qss").read_text("utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)
