"""Timings as ratios and rates; `make bench` prints them. Not collected by pytest."""
