"""Whether to remind of what is due: once, once more, never a third time. Pure.

Facts come in: what is due with its time of day, which notices were shown, and now. A timer may
fire late, because the machine slept, twice where the clocks are set back, or beside another
one: what decides is which notices there were, not which timer asks.
"""

USUAL_AT_MIN = 18 * 60
"""When somebody is reminded of what is planned at no certain time [D]: there is some of the day
left, and who has done it by then hears nothing."""
