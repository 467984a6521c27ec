"""Packages in the standards of other programs, journals and agencies."""
