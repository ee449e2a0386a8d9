"""How things are measured: ours and raw by turns in one run, medians, and their ratio."""

import time
from collections.abc import Callable
from statistics import median, quantiles


def milliseconds(act: Callable[..., object], *arguments: object) -> float:
    """How long one call took."""
    began = time.perf_counter()
    act(*arguments)
    return (time.perf_counter() - began) * 1000


def report(name: str, ours: list[float], raw: list[float], target: float) -> None:
    """One line: medians, the 95th percentile of ours, the ratio and what it should be."""
    ratio = median(ours) / median(raw)
    slow = quantiles(ours, n=20)[-1]
    held = "ok" if ratio <= target else "OVER"
    print(
        f"{name:<34}{median(ours):>9.3f} ms (p95 {slow:.3f}){median(raw):>9.3f} ms raw"
        f"{ratio:>8.2f} × (target {target}) {held}"
    )
