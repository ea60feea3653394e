"""English, a module a topic: functions and constants that take values and return text. Pure.

What is said in a session: ``words``, ``packs`` and, for screen and plain lines, ``captions``;
``speech`` is how long it takes to say. The others are named for where they are read. Rules
return values; the words for them are chosen here. Clinical wording that a clinician reviews
stays in ``safety.yaml`` and ``exercises.yaml``.
"""
