"""Signals to sound: motifs, voice, scores, outputs. Silence is an output."""
