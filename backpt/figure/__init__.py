"""Pictures of exercises: poses in clinical angles -> joints -> shapes -> SVG or terminal cells.

Pure and of the standard library only: no file, no terminal, no clock. Read in this order:
``model`` (the words), ``skeleton`` (angles -> joints), ``limbs`` (a hand or foot that must be
somewhere), ``solve`` (a pose with all its contacts), ``camera``, ``scene`` (what is seen),
``svg`` and ``cells`` (two ways to draw it). Nothing here is imported before a figure is drawn
or checked.
"""
