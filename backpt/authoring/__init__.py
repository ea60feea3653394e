"""A therapist's sheet, as it is written on paper, read into entries of the user's own file.

``sheet`` reads a line by the patterns of ``grammar``, ``doses`` fills in from the library,
``prescribe`` makes entries and has the library's own reader read them back before anything is
written to ``own_file``. ``conversation`` asks, in its order.
"""
