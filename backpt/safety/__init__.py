"""Who may do what today: cards and signs, packs, precautions, the days before, easing.

Pure. ``answers`` is what a user said about safety, ``days`` what the last weeks say,
``readiness`` decides what today allows, ``easing`` what that does to a routine, and
``clearance`` alone lays precautions and packs over it. Every number is a row of
``safety.yaml`` with its sources, compiled into ``tables``; no clinician has reviewed them.
"""
