"""What runs beside a session: its sound, what keeps the machine awake, pictures made ready."""

from __future__ import annotations

from collections.abc import Callable

from backpt.run.session_sound import SessionSound


class Companions:
    """Begins when the first picture is out: starting these takes a moment that nobody waits
    for."""

    def __init__(
        self,
        audible: SessionSound,
        begin: Callable[[], None],
        draw_ahead: Callable[[float], None],
    ) -> None:
        self._audible = audible
        self._draw_ahead = draw_ahead
        self._begin = begin
        self._has_begun = False
        self._let_sleep: Callable[[], None] | None = None

    def attend(self, now: float) -> None:
        if not self._has_begun:
            from backpt.run.wakefulness import keep_awake

            self._has_begun = True
            self._begin()
            self._let_sleep = keep_awake()
        self._audible.attend(now)
        self._draw_ahead(now)

    def hush(self) -> None:
        self._audible.hush()

    def let_go(self) -> None:
        """Let the machine sleep again."""
        if self._let_sleep is not None:
            self._let_sleep()
