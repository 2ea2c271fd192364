"""Feeds over HTTP, and calendars on CalDAV servers: the only part that talks to a network.

`app`, `page`, `tokens` and `server` serve feeds; `caldav` and `publish` bring a feed to a calendar server.
"""
