"""The journal: what was prescribed and what was done, kept for good. Reads no clock.

The file: ``schema`` (its shape), ``store`` (opening it), ``codec`` (values <-> its text),
``query``. Writing: ``recorder`` and ``statements`` (a session), ``keeping``, ``week_rows`` and
``planned`` (what is said between them), ``spill``, ``spill_import`` and ``waiting`` (where
either waits while the file cannot be had). Reading: ``past`` (an evening), ``listing`` and
``diary`` (the log), ``course_reader`` (the weeks), ``broken_off`` (what goes on).
``answers_file`` is a file of its own. Two diaries: ``diary_image``, ``backup_file``, ``copies``
(one as a file), ``versions`` and ``adding`` (laid together).
"""
