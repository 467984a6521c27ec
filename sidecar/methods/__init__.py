"""Linnet's methods: one function per method takes a request and returns a result."""
