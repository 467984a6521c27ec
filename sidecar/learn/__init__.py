"""Learning from labels: examples, training, what it is worth, and what to label next."""
