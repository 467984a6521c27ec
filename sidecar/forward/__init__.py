"""Sends results of the catalog's outbox to an address of the user's."""
