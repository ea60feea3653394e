"""The journal: what was prescribed and what was done, kept for good. Reads no clock.

The file: ``schema`` (its shape), ``store`` (opening it), ``codec`` (values <-> its text),
``query``. Writing: ``recorder`` and ``writer`` (a session), ``keeping`` and ``weeks`` (what is
said between them), ``spill`` and ``waiting`` (where either waits while the file cannot be had).
Reading: ``past`` (an evening), ``listing`` and ``diary`` (the log), ``course`` (the weeks),
``broken_off`` (what goes on). ``answers_file`` is a file of its own.
"""
