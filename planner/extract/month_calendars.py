"""Stub."""
def read_month_calendar(table, surroundings, stage):
    return None
