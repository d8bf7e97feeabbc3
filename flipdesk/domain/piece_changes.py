"""The changes inside one paragraph, counted in the paragraph as it was sent.

Tracked changes count in the text that came back; what was changed without tracking lies between
that and what was sent. Where the two touch they are one change, since neither can be had alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.returned import By, Span
from flipdesk.domain.word_diff import Hunk, applied, difference

Found = tuple[ChangeKind, By | None, Hunk]


@dataclass(slots=True)
class _Cluster:
    """Changes that touch: a stretch of what was sent, and of what came back before tracking."""

    sent: tuple[int, int]
    back: tuple[int, int]
    tracked: list[tuple[By, Hunk]]
    is_plain: bool

    @property
    def growth(self) -> int:
        """How much longer what came back is than what was sent, before tracking."""
        return self.back[1] - self.back[0] - self.sent[1] + self.sent[0]


def changes_of(sent: str, spans: Sequence[Span], joined: By | None) -> Iterator[Found]:
    """Yield every change of a paragraph in order; no author where nothing was tracked."""
    before = "".join(span.text for span in spans if span.was)
    tracked = _tracked(spans)
    for one in _clusters(sent, before, tracked):
        first, last = one.back
        inside = [Hunk(h.start - first, h.end - first, h.old, h.new) for _, h in one.tracked]
        new = applied(before[first:last], inside)
        old = sent[one.sent[0] : one.sent[1]]
        if not one.tracked and _is_edge(one, sent) and not (old + new).strip():
            continue
        by = one.tracked[0][0] if one.tracked else None
        yield _kind(old, new), by, Hunk(*one.sent, old, new)
    yield from _withdrawn(sent, spans)
    if joined is not None and any(span.stays and span.text.strip() for span in spans):
        yield ChangeKind.JOINED, joined, Hunk(len(sent), len(sent), "\n", "")


def _tracked(spans: Sequence[Span]) -> list[tuple[By, Hunk]]:
    """Return what was tracked, counted in the text before it; a replacement by one hand is one."""
    found: list[tuple[By, Hunk]] = []
    place = 0
    for span in spans:
        length = len(span.text) if span.was else 0
        by = span.deleted if span.was else span.inserted
        if by is not None and (span.was or span.stays):
            old, new = (span.text, "") if span.was else ("", span.text)
            hunk = Hunk(place, place + length, old, new)
            last = found[-1] if found else None
            if last and last[1].end == place and last[0].author == by.author:
                both = last[1].old + old, last[1].new + new
                found[-1] = last[0], Hunk(last[1].start, hunk.end, *both)
            else:
                found.append((by, hunk))
        place += length
    return found


def _clusters(sent: str, before: str, tracked: Sequence[tuple[By, Hunk]]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    shift = 0
    for hunk in difference(sent, before):
        start = hunk.start + shift
        stretch = (start, start + len(hunk.new))
        clusters.append(_Cluster((hunk.start, hunk.end), stretch, [], is_plain=True))
        shift += len(hunk.new) - len(hunk.old)
    plain = tuple(clusters)
    for by, hunk in tracked:
        touching = [
            one
            for one in clusters
            if one.is_plain and one.back[0] <= hunk.end and hunk.start <= one.back[1]
        ]
        if touching:
            clusters = [one for one in clusters if one not in touching]
            clusters.append(_joined(by, hunk, touching))
        else:
            ahead = sum(one.growth for one in plain if one.back[1] < hunk.start)
            place = (hunk.start - ahead, hunk.end - ahead)
            clusters.append(_Cluster(place, (hunk.start, hunk.end), [(by, hunk)], is_plain=False))
    return sorted(clusters, key=lambda one: (one.sent, one.back))


def _joined(by: By, hunk: Hunk, touching: Sequence[_Cluster]) -> _Cluster:
    """Return one cluster of a tracked change and the untracked ones that it touches, in order."""
    touching = sorted(touching, key=lambda one: one.back)
    first, last = touching[0], touching[-1]
    start, end = min(first.back[0], hunk.start), max(last.back[1], hunk.end)
    place = (first.sent[0] - (first.back[0] - start), last.sent[1] + (end - last.back[1]))
    tracked = [*(one for cluster in touching for one in cluster.tracked), (by, hunk)]
    return _Cluster(place, (start, end), tracked, is_plain=True)


def _withdrawn(sent: str, spans: Sequence[Span]) -> Iterator[Found]:
    """Yield what somebody put in and somebody struck out again: in neither text, and not lost."""
    for span in spans:
        if span.inserted is not None and span.deleted is not None and span.text.strip():
            yield ChangeKind.WITHDRAWN, span.inserted, Hunk(len(sent), len(sent), span.text, "")


def _is_edge(cluster: _Cluster, sent: str) -> bool:
    return cluster.sent[0] == 0 or cluster.sent[1] == len(sent)


def _kind(old: str, new: str) -> ChangeKind:
    if not old:
        return ChangeKind.INSERTION
    return ChangeKind.REPLACEMENT if new else ChangeKind.DELETION
