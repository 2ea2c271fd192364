<?php
// Reads and validates a feed with sabre/vobject, the reader of Nextcloud and Baikal.
// `php sabre.php FEED.ics` prints [title, start, end, all day] of each event; a complaint of the validator ends it.
require 'Sabre/VObject/autoload.php';

$calendar = Sabre\VObject\Reader::read(file_get_contents($argv[1]));
foreach ($calendar->validate() as $complaint) {
    fwrite(STDERR, $complaint['message'] . "\n");
    exit(1);
}
$calendar->expand(new DateTime('2005-01-01', new DateTimeZone('UTC')), new DateTime('2006-02-01', new DateTimeZone('UTC')));
function written($property) {
    $time = $property->getDateTime();
    if (!$property->hasTime()) {
        return $time->format('Y-m-d');
    }
    return $time->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i\Z');
}
// Version 2.1, which Debian has, leaves these two escapes to its caller.
function title($property) {
    return str_replace(['\\;', '\\,'], [';', ','], (string) $property);
}
$rows = [];
foreach ($calendar->VEVENT as $event) {
    $rows[] = [title($event->SUMMARY), written($event->DTSTART), written($event->DTEND), !$event->DTSTART->hasTime()];
}
echo json_encode($rows);
