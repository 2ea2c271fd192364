// Reads feeds with ical.js and node-ical: `node read.mjs LIBRARY FEED.ics` prints [title, start, end, all day] of each;
// the library "tasks" is ical.js, and prints [title, due] of every time that a task is due.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [library, path, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/package.json`);
const text = readFileSync(path, "utf-8");
const minute = (date) => `${date.toISOString().slice(0, 16)}Z`;
const rows = [];

if (library === "ical.js") {
  const { default: ICAL } = await import(`${modules}/node_modules/ical.js/dist/ical.js`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  for (const one of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(one);
    const written = (time) => (time.isDate ? time.toString() : minute(time.toJSDate()));
    const times = [];
    if (event.isRecurring()) {
      const walk = event.iterator();
      for (let next = walk.next(); next; next = walk.next()) times.push(event.getOccurrenceDetails(next));
    } else times.push(event);
    for (const at of times) rows.push([event.summary, written(at.startDate), written(at.endDate), at.startDate.isDate]);
  }
} else if (library === "tasks") {
  const { default: ICAL } = await import(`${modules}/node_modules/ical.js/dist/ical.js`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  for (const one of calendar.getAllSubcomponents("vtodo")) {
    const [title, start, due] = ["summary", "dtstart", "due"].map((name) => one.getFirstPropertyValue(name));
    const lasts = due.subtractDate(start);
    const walk = new ICAL.RecurExpansion({ component: one, dtstart: start });
    for (let next = walk.next(); next; next = walk.next()) {
      const end = next.clone();
      end.addDuration(lasts);
      rows.push([title, minute(end.toJSDate())]);
    }
  }
} else if (library === "count") {
  const { default: ICAL } = await import(`${modules}/node_modules/ical.js/dist/ical.js`);
  for (const one of JSON.parse(text)) {
    const count = ([, properties, inner]) =>
      2 + properties.length + inner.map(count).reduce((sum, number) => sum + number, 0);
    rows.push(count(ICAL.parse(one)));
  }
} else {
  const ical = require("node-ical");
  for (const one of Object.values(ical.sync.parseICS(text))) {
    if (one.type !== "VEVENT") continue;
    const day = one.datetype === "date";
    const local = (date) =>
      `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
    const written = (date) => (day ? local(date) : minute(date));
    const title = typeof one.summary === "string" ? one.summary : one.summary.val;
    const span = { from: new Date("2005-01-01T00:00Z"), to: new Date("2006-02-01T00:00Z") };
    const times = one.rrule ? ical.expandRecurringEvent(one, span) : [one];
    for (const at of times) rows.push([title, written(at.start), written(at.end), day]);
  }
}
console.log(JSON.stringify(rows));
