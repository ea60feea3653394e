"""The weeks between sessions: pain over time, and when to see somebody.

Pure: what was said and done in, sentences' facts out. Nothing that can be computed is kept:
correct an entry, and every sentence that depended on it is right the next time. Missing data
never reads as well.
"""
