"""Range models: which species occur at a place in a week."""
