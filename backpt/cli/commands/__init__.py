"""The commands, with their options and their help: one module for what one does at a time."""
