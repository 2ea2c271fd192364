"""Read a feed with libical and with evolution-data-server's libecal, as the system's Python reaches them.

`python3 gnome.py libical|ecal FEED.ics` prints [title, start, end, all day] of each event; libical's
`icalrestriction_check` and its error properties are asked first.
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, ICalGLib  # noqa: E402


def written(time, zone):
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    utc = time.convert_to_zone(ICalGLib.Timezone.get_utc_timezone()) if zone is None else converted(time, zone)
    day = f"{utc.get_year():04}-{utc.get_month():02}-{utc.get_day():02}"
    return f"{day}T{utc.get_hour():02}:{utc.get_minute():02}Z"


def converted(time, zone):
    copy = time.clone()
    copy.set_timezone(zone)
    return copy.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())


def occurrences(one, title, calendar, reader):
    """Expand what repeats, by libical's own walk or by that of libecal."""
    first, last = ICalGLib.Time.new_from_string("20050101T000000Z"), ICalGLib.Time.new_from_string("20060201T000000Z")
    utc, rows = ICalGLib.Timezone.get_utc_timezone(), []
    if reader == "libical":

        def walked(_component, span, *_data):
            ends = (ICalGLib.Time.new_from_timet_with_zone(at, False, utc) for at in (span.get_start(), span.get_end()))
            rows.append([title, *(written(end, None) for end in ends), False])

        one.foreach_recurrence(first, last, walked)
    else:

        def found(_component, start, end, *_data):
            rows.append([title, written(start, start.get_timezone()), written(end, end.get_timezone()), False])
            return True

        zones = {}  # libecal borrows what it is given

        def zone_of(name, *_data):
            return zones.setdefault(name, calendar.get_timezone(name))

        ECal.recur_generate_instances_sync(one, first, last, found, None, zone_of, None, utc, None)
    return rows


def main():
    reader, path = sys.argv[1:]
    text = Path(path).read_bytes().decode()
    calendar = ICalGLib.Parser.parse_string(text) if reader == "libical" else ECal.util_parse_ics_string(text)
    if reader == "libical":
        assert ICalGLib.restriction_check(calendar), "icalrestriction_check: " + calendar.as_ical_string()[:2000]
        assert calendar.count_errors() == 0, f"{calendar.count_errors()} errors"
    rows = []
    one = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while one is not None:
        start, end = one.get_dtstart(), one.get_dtend()
        parameter = one.get_first_property(ICalGLib.PropertyKind.DTSTART_PROPERTY).get_first_parameter(
            ICalGLib.ParameterKind.TZID_PARAMETER
        )
        zone = calendar.get_timezone(parameter.get_tzid()) if parameter is not None else None
        title = one.get_summary()
        if reader == "ecal":
            title = ECal.Component.new_from_icalcomponent(one.clone()).get_summary().get_value()
        if one.get_first_property(ICalGLib.PropertyKind.RRULE_PROPERTY) is None:
            rows.append([title, written(start, zone), written(end, zone), start.is_date()])
        else:
            rows += occurrences(one, title, calendar, reader)
        one = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    print(json.dumps(rows))


main()
