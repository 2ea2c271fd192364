"""planner: dates the schedules and notices that an organisation already has, checks them, and publishes calendars."""

__version__ = "0.1.0"
