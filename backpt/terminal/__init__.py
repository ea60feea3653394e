"""The terminal: keys in, pictures and plain lines out. Knows views, never a session's rules.

A terminal that does not take what it is given never stops a session.
"""
