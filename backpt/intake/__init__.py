"""The conversation before and after a session, as values: pages, their keys, their answers.

Pure. Nothing here shows a page or waits for a key; a console conducts it, or a test does.
"""
