"""What is computed from a window of sound before a model is called."""
