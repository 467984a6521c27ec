"""Finds human voices in sound."""
