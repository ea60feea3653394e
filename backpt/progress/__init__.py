"""The weeks between sessions: pain over time, and when to see somebody.

Pure: what was said and done in, sentences' facts out. Nothing that can be computed is kept:
correct an entry, and every sentence that depended on it is right the next time. Missing data
never reads as well.

Read in this order: ``entry``, ``plan`` and ``change`` (what the diary holds), ``course`` (its
rows folded into the days up to today), ``trend``, ``episodes``, ``settling`` and ``packs``
(what is found in them), ``rules`` (what that means, T1-T11), ``advice`` (the one headline);
``occasions``, ``offer``, ``phases`` and ``maintenance`` (steps up by consent, and going on).
``pictures`` and ``chart`` show the days; ``questions`` has the budget of keys. Every number is
a row of ``safety.yaml``.
"""
