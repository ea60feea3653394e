"""What every handout says, whatever is on it: warning signs, pain, questions.

The words are those of the clinical fact sheet, whose paragraphs are named beside them. No
clinician has reviewed them.
"""

from __future__ import annotations

from backpt.safety.rows import Urgency
from backpt.safety.tables import SIGNS

EMERGENCY_TITLE = "Get medical help at once if you have any of these"
EMERGENCY_BRIEF = (
    "Numbness between the legs, new bladder or bowel trouble, weakness or numbness in both"
    " legs, chest pain, or pain after a serious accident: go to emergency care.",
)
"""G2."""
_BEGAN, _HAD = "Began after", "Pain that began after"
"""The tables tell what the pain did; under the title each line must be a thing to have."""
EMERGENCY = tuple(
    sign.trigger.replace(_BEGAN, _HAD, 1) if sign.trigger.startswith(_BEGAN) else sign.trigger
    for sign in SIGNS
    if sign.urgency is Urgency.EMERGENCY
)
"""D3. One is enough."""
EMERGENCY_DO = "Call your emergency number or go to an emergency department now."
"""D6."""

PAIN = "Pain up to 3 out of 10 is fine; 4 or 5: do less; 6 or more: stop."
"""G2; D1 and D5 (AHPS, PROVIDE, HP3)."""
STOP = (
    "Stop an exercise if pain moves further down your leg, or you get new numbness, weakness,"
    " dizziness or chest pain. Keep breathing all the time."
)
"""B, rules for all exercises."""
FOOTER = "General information, not personal medical advice. Do only what feels safe."
"""G2."""
UNKNOWN = (
    "Not made for you: the file with your safety answers is damaged, so nothing that you must"
    " be careful about is on this sheet. Answer the questions again (backpt safety), and print"
    " it anew."
)
UNREVIEWED = "No clinician has reviewed this sheet."

QUESTIONS = (
    "What do you think is moving or loading badly?",
    "Which two exercises matter most?",
    "How much pain is fine while I exercise?",
    "What should make me call you?",
    "How many visits do you expect?",
    "What do I do when it goes away?",
)
"""G5."""
