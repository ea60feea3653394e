"""Sounds as pure data and samples: motifs, what is heard when, rendered. No file, no clock."""
