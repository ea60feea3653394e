"""The journal: what was prescribed and what was done, kept for good. Reads no clock."""
