"""Signals to sound: motifs, voice, scores, outputs. Silence is an output.

Read in this order: ``score`` (what is heard when), ``voice`` (sentences as samples),
``process`` (the child that renders and plays), ``output`` (where it comes out).
"""
