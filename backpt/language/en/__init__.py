"""English: every sentence that a user hears, sees or prints, by topic. Pure.

Rules return values; the words for them are chosen here. Clinical wording that a clinician
reviews stays in ``safety.yaml`` and ``exercises.yaml``.
"""
