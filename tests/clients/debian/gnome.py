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
        rows.append([title, written(start, zone), written(end, zone), start.is_date()])
        one = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    print(json.dumps(rows))


main()
