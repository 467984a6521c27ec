"""Importing this marks, in a list of imports, that `initialize` ran."""
