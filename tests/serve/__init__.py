"""Serving, publishing and importing, with real servers on the loopback."""
