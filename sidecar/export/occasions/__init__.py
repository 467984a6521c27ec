"""Occasions as files: one row a cell, and the matrices that R packages read."""
