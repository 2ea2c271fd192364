"""Suites of time expressions written by others."""
