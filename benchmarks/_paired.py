"""Pairs of runs, so that a noisy machine hurts both sides alike."""

import json
import statistics
from collections.abc import Sequence


def ratio_row(
    name: str,
    ours: Sequence[float],
    floor: Sequence[float],
    *,
    against: str,
    goal: float,
) -> str:
    """Return the JSON line that ends a benchmark: the median of the paired ratios."""
    ratios = [one / other for one, other in zip(ours, floor, strict=True)]
    return json.dumps(
        {
            "name": name,
            "value": round(statistics.median(ratios), 3),
            "unit": "ratio",
            "against": against,
            "goal": goal,
            "samples": len(ratios),
        },
        ensure_ascii=False,
    )
