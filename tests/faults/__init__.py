"""Planted faults: valid schedules, one fault of each rule family, and the code that must find it."""
