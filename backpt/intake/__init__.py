"""The conversation before and after a session, as values: pages, their keys, their answers.

Pure. Nothing here shows a page or waits for a key; a console conducts it, or a test does.
Read in this order: ``prompts`` (what is asked for, and what comes back), ``known`` (what the
evening knows before it begins), ``flow`` (the order of the questions), then what it asks:
``screening`` (the safety cards), ``resume``, ``packs``, ``today``, ``week``. ``today_card`` and
``pages`` are the pages that these show; ``limits`` compiles what is left.
"""
