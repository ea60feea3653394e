"""Programs for whoever works on backpt; none is in the wheel."""
