"""backpt: home physical therapy for a painful back, in the terminal."""

__version__ = "0.1.0"
