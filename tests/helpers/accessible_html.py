"""What stands in the way of somebody who reads an HTML document by ear or by keyboard."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

from lxml import html
from typing_extensions import override

_VOID = frozenset({"meta", "col", "br"})
_KNOWN = frozenset(
    "html head body meta title style a p main footer h1 h2 h3 h4 ul ol li blockquote div table"
    " caption colgroup col thead tbody tr th td span b strong".split()
)


class _Balance(HTMLParser):
    """Notes tags that are unknown, or closed in another order than they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if tag not in _KNOWN or len(names) != len(set(names)):
            self.faults.append(f"<{tag} {' '.join(names)}>")
        if any(name.startswith("on") or name in ("style", "src") for name in names):
            self.faults.append(f"<{tag}> with {names}")
        if tag not in _VOID:
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of place")


def barriers(data: bytes, language: str) -> list[str]:
    """Return what is wrong, nothing when all is well."""
    text = data.decode()
    balance = _Balance()
    balance.feed(text)
    told = [*balance.faults, *(f"<{one}> left open" for one in balance.open)]
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    if tree.get("lang") != language:
        told.append(f"language {tree.get('lang')}")
    told += _headings(tree)
    told += _tables(tree)
    ids: Counter[str] = Counter(tree.xpath("//@id"))
    told += [f"id {one} twice" for one, count in ids.items() if count > 1]
    told += [f"goes to {one}" for one in tree.xpath("//@href") if one != "#text"]
    if not tree.xpath("//title")[0].text_content().strip():
        told.append("no title")
    return told + _policy(text)


def _headings(tree: html.HtmlElement) -> list[str]:
    told = []
    levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4")]
    if levels.count(1) != 1 or levels[0] != 1:
        told.append("not one h1 at the top")
    told += [
        f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1
    ]
    empty = [one.tag for one in tree.xpath("//h1|//h2|//h3|//h4|//p|//li")]
    told += [
        f"<{one.tag}> is empty"
        for one in tree.xpath("//h1|//h2|//h3|//h4|//li")
        if not one.text_content().strip()
    ]
    return told if empty else [*told, "nothing in it"]


def _tables(tree: html.HtmlElement) -> list[str]:
    told = []
    for one in tree.xpath("//table"):
        if not one.xpath("./caption")[0].text_content().strip():
            told.append("table without a caption")
        if not one.xpath(".//th"):
            told.append("table without headings")
        widths = {len(row.xpath("./th|./td")) for row in one.xpath(".//tr")}
        if len(widths) != 1:
            told.append(f"rows of {widths} cells")
    told += ["th without scope" for one in tree.xpath("//th") if not one.get("scope")]
    return told


def _policy(text: str) -> list[str]:
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = re.search(r'Security-Policy" content="([^"]*)"', text)
    if style is None or policy is None:
        return ["no style sheet or no policy"]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    wanted = f"default-src 'none'; style-src 'sha256-{digest}'"
    told = [] if policy[1].startswith(wanted) else [f"policy {policy[1]}"]
    if re.search(r"url\(|@import|https?:", style[1]):
        told.append("the style sheet fetches something")
    return told
