"""Front ends turn a window of sound into a model's input."""
