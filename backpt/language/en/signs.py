"""The words of a warning sign that no clinician has seen.

Those of clinical D6 themselves are rows of ``safety.yaml``.
"""

from __future__ import annotations

from backpt.safety.answers import Answers, profile_of
from backpt.safety.cards import QUESTIONS
from backpt.safety.signs import words_for

SEEN_HOW = "When a clinician has seen it, say so: backpt safety --seen today"


def blocked(answers: Answers) -> str:
    """Return the words for the most urgent sign that nobody has seen, which answer that was,
    and how it is lifted."""
    yes = " ".join(QUESTIONS[key].text for key in answers.unseen)
    said = f"(Your yes of {answers.yes_on}: {yes})"
    return " ".join((*words_for(profile_of(answers).signs), said, SEEN_HOW))
