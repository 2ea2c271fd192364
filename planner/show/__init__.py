"""Records to the terminal: the timeline, and the tables of events, findings, windows and readings.

Each module lays its text out in terminal cells itself, as lines of styled runs; only `lines.paint` and `picture.svg`
touch rich, so that what is drawn can be tested as plain text and the import stays cheap.
"""
