"""Steps, cues and moments in words, for voice, screen and plain lines. Pure.

Another language is another set of these tables.
"""
