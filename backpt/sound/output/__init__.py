"""Where sound comes out: the outputs that exist, and how each is fed."""
