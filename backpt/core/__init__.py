"""What decides: values, the timeline, the player. No clock, file, terminal or sound."""
