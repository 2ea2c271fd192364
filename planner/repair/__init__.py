"""Schedules mended and drafted: the smallest change of dates that keeps the rules, or a first layout from notices."""
