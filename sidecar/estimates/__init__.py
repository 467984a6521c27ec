"""Estimates from judged samples: precision, thresholds, probabilities, agreement, occasions."""
