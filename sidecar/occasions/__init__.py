"""Occasions of a survey: the days or nights of its sites. Pure functions over NumPy."""
