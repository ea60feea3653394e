"""How many cases a property is tried on: all in the whole suite, a fifth in the inner loop."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

WHOLE, INNER = "whole", "inner loop"
_USUAL = 100


def load_profile(marks: str) -> None:
    """Choose by the marks that pytest was asked for. No case has a deadline: on a busy machine
    that measures the machine; speed is held by the benchmarks."""
    settings.register_profile(
        WHOLE,
        deadline=None,
        max_examples=_USUAL,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.register_profile(INNER, settings.get_profile(WHOLE), max_examples=_USUAL // 5)
    settings.load_profile(INNER if "not slow" in marks else WHOLE)


def cases(many: int) -> settings:
    """Return the settings of a property that is tried on ``many`` cases in the whole suite."""
    return settings(max_examples=max(1, many * settings().max_examples // _USUAL))
