"""The faults that `planner lint` names: a code, a name and a sentence each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.records import Message, message


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a calendar file that breaks some app; `line` counts lines of the file, from 1.

    As a kind of fault, `line` is 0 and the sentence still wants its values.
    """

    code: str
    name: str
    said: Message
    line: int = 0

    def at(self, line: int, **values: object) -> Fault:
        """Give this kind of fault on a line, its sentence filled in."""
        return replace(self, line=line, said=self.said._replace(values=tuple(values.items())))


LINE_END = Fault("L101", "line-end", message("the line ends with LF alone, not with CR LF"))
BARE_CR = Fault("L102", "bare-cr", message("a CR stands alone within the line"))
BYTE_ORDER_MARK = Fault("L103", "byte-order-mark", message("the file begins with a byte order mark"))
LONG_LINE = Fault("L104", "long-line", message("the line has {count} octets; 75 is the most"))
SPLIT_CHARACTER = Fault("L105", "split-character", message("the line is folded inside a character"))
NOT_UTF8 = Fault("L106", "not-utf8", message("the line is not UTF-8"))
CONTROL = Fault("L107", "control-character", message("the line holds the control character U+{number}"))
BLANK_LINE = Fault("L108", "blank-line", message("the line is empty"))
UNENDED = Fault("L109", "unended-line", message("the last line is not ended"))
NO_PROPERTY = Fault("L110", "no-property", message("the line is no property: {text}"))
BAD_PARAMETER = Fault("L111", "bad-parameter", message("a parameter of {name} is not written as it should be"))
UNCLOSED = Fault("L112", "unclosed-component", message("{name} has no END"))
STRAY_END = Fault("L113", "stray-end", message("END:{name} ends nothing that is open"))
OUTSIDE = Fault("L114", "outside-calendar", message("{name} stands outside a VCALENDAR"))
NO_COMPONENT = Fault("L115", "empty-calendar", message("the calendar holds no component"))
NESTED = Fault("L116", "wrong-nesting", message("{name} cannot stand inside {parent}"))
NO_CALENDAR = Fault("L117", "no-calendar", message("the file holds no VCALENDAR"))
NO_VERSION = Fault("L121", "no-version", message("the calendar does not say VERSION:2.0"))
NO_PRODID = Fault("L122", "no-prodid", message("the calendar has no PRODID"))
METHOD = Fault("L123", "method", message("METHOD makes some apps refuse the file or take it for an invitation"))
CALENDAR_UID = Fault("L124", "calendar-uid", message("a UID on the calendar breaks some apps"))
ORGANIZER = Fault("L125", "organizer", message("ORGANIZER makes apps take the entry for an invitation"))
REPEATED = Fault("L126", "repeated-property", message("{name} stands more than once"))
EVENT_COLOUR = Fault(
    "L127", "colour-on-entry", message("COLOR on an entry breaks some apps; it belongs on the calendar")
)
NO_UID = Fault("L131", "no-uid", message("the {name} has no UID"))
SAME_UID = Fault("L132", "same-uid", message("the UID is that of the entry on line {first}"))
NO_STAMP = Fault("L133", "no-stamp", message("the {name} has no DTSTAMP"))
LOCAL_STAMP = Fault("L134", "local-stamp", message("{name} must be in UTC"))
NO_START = Fault("L135", "no-start", message("the event has no DTSTART"))
NO_TITLE = Fault("L136", "no-title", message("the {name} has no SUMMARY"))
NOT_AFTER = Fault("L137", "end-not-after-start", message("{name} is not after DTSTART"))
INCLUSIVE_END = Fault("L138", "inclusive-end", message("DTEND is the last day; it must be the day after"))
MIXED = Fault("L139", "mixed-values", message("DTSTART is a {start}, {name} a {end}"))
FLOATING = Fault("L140", "floating-time", message("{name} has no time zone"))
NO_ZONE = Fault("L141", "no-zone", message("no VTIMEZONE describes {zone}"))
END_AND_LENGTH = Fault("L142", "end-and-duration", message("the entry has both {name} and DURATION"))
BAD_STATUS = Fault("L143", "unknown-status", message("STATUS:{value} is none of a {name}"))
BAD_CHOICE = Fault("L144", "unknown-value", message("{name}:{value} is none of the values it may have"))
BAD_TIME = Fault("L145", "impossible-time", message("{name}: {value} is no date and no time"))
WRONG_TYPE = Fault("L146", "wrong-type", message("{name} says VALUE={kind}, and {value} is none"))
BAD_RULE = Fault("L147", "bad-rule", message("the RRULE is not written as it should be: {value}"))
UNTIL_TYPE = Fault("L148", "until-type", message("UNTIL must be a {kind} as DTSTART asks"))
COUNT_UNTIL = Fault("L149", "count-and-until", message("the RRULE has both COUNT and UNTIL"))
EXCEPTION_TYPE = Fault("L150", "exception-type", message("{name} is another kind of value than DTSTART"))
BAD_ESCAPE = Fault("L151", "bad-escape", message("{name} holds a backslash that escapes nothing"))
UNESCAPED = Fault("L152", "unescaped", message("{name} holds a {mark} that is not escaped"))
ZONE_NAME = Fault("L153", "zone-without-name", message("the VTIMEZONE has no TZID, or that of another one"))
ZONE_PARTS = Fault("L154", "zone-without-parts", message("the VTIMEZONE has neither STANDARD nor DAYLIGHT"))
ZONE_OFFSET = Fault("L155", "zone-without-offset", message("the {name} has no {missing}"))
ALARM = Fault("L156", "bad-alarm", message("the VALARM has no {missing}"))
ALL_DAY_FLAG = Fault("L157", "all-day-flag", message("X-MICROSOFT-CDO-ALLDAYEVENT does not fit DTSTART"))
BAD_LENGTH = Fault("L158", "bad-duration", message("{name}: {value} is no length of time"))
BAD_NUMBER = Fault("L159", "bad-number", message("{name}: {value} is no number that it may have"))
ZONE_DATES = Fault("L160", "zone-with-dates", message("the VTIMEZONE lists single days (RDATE); some apps read none"))
ZONE_AND_NONE = Fault("L161", "needless-zone", message("{name} has a TZID, and its value is a {kind}"))
RULE_IN_DAY = Fault("L162", "rule-within-day", message("the RRULE repeats within the day, and DTSTART is a day"))
BAD_OFFSET = Fault("L163", "bad-offset", message("{name}: {value} is no offset from UTC"))
WRONG_OFFSET = Fault("L164", "wrong-offset", message("{name}: {zone} has never been at {value}"))
ZONE_START = Fault("L165", "zone-start", message("DTSTART of {name} must be a local time without a zone"))
MISPLACED = Fault("L166", "misplaced-property", message("{name} cannot stand in a {parent}"))
OFF_RULE = Fault(
    "L167", "start-off-rule", message("the RRULE does not fall on DTSTART; apps differ in whether that counts")
)
BAD_ADDRESS = Fault("L168", "bad-address", message("{name}: {value} is no address"))
SEVERAL = Fault("L169", "several-calendars", message("some apps read only the first calendar of a file"))

FAULTS = tuple(value for value in globals().values() if isinstance(value, Fault))
