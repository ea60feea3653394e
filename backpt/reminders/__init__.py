"""Calling to mind what is due: the notice on the screen, and the system's own timer.

An edge that knows no diary: whether something is due, and whether to say so, is decided above
and in ``progress/reminding.py``. Read ``timers`` first (pure: what is written for each system),
then ``system_timer.py``, which writes it and takes it away whole, ``desktop_notice.py`` and
``notices_file.py``.
"""
