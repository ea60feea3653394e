"""A routine as timed steps, and the rules of running it. Pure: ``now`` is always an argument.

Read in this order: ``steps`` (the flat list that everything follows), ``compile`` (a routine
becomes that list), ``events`` and ``commands`` (what is said and what may be asked for),
``player`` (the state machine), ``summary`` (what was done).
"""
