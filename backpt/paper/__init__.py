"""A routine on paper: one neutral ``Document``, and a small back end for each kind of output.

``compose`` makes the document; ``pdf``, ``html``, ``markdown`` and ``terminal`` show it. A
fifth output is one more file that reads ``document``. Nothing here reads a clock or a
setting, and only ``pdf`` and ``html`` read a file: their own template and font.
"""
