"""The terminal: keys in, pictures and plain lines out. Knows views, never a session's rules.

A terminal that does not take what it is given never stops a session. Keys: ``decode`` (bytes
are keys), ``keys`` (the one wait). Pictures: ``surface`` (screen or plain lines), ``screen``
and ``page`` (views as ``rows`` of cells), ``writer`` (sends what changed). Without a session:
``lines``, ``tables``, ``questions``.
"""
