"""From records to files: iCalendar, CSV, JSON and plan files. Every function here returns text or bytes but one.

The one is `files.write_atomically`, which alone touches the disk.
"""
