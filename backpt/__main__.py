"""``python -m backpt``."""

from backpt.cli import main

main()
