"""What a clinician prescribes: exercises, doses, routines, packs. Only values.

Pure and of the standard library only, like every room that decides. Nothing here knows how a
session runs, what it sounds like, or which words it is put into.
"""
