"""Learning from labels: examples, training, testing, and what to label next."""
