"""Composition: one session or pack, from the first question to the closed journal.

Read in this order: ``request`` (what was asked for), ``opening`` (lock, facts, questions, in
``console``), ``session`` (puts the parts together), ``driven`` and ``loop`` (the one place that
waits), ``presenter`` and ``session_sound`` (what is shown and heard), ``farewell``. The sinks
(screen, plain lines, sound, journal) know nothing of each other. ``weeks`` is beside all that:
what the commands and the home page say between sessions.
"""
