"""Tests of the audit of deployments."""
