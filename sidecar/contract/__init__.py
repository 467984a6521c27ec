"""Requests, results and notifications: written once here, everything else is generated."""
