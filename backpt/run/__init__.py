"""Composition: one session or pack, from the first question to the closed journal.

``session`` puts the parts together, ``loop`` is the one place that waits, and the sinks
(screen, plain lines, sound, journal) know nothing of each other.
"""
