// Reads a feed with KDE's KCalendarCore, as KOrganizer and Kalendar do.
// Prints [title, start, end, all day] of each event; the end of a whole day is the day after, as everywhere here.
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

int main(int count, char **arguments)
{
    QCoreApplication application(count, arguments);
    KCalendarCore::MemoryCalendar::Ptr calendar(new KCalendarCore::MemoryCalendar(QTimeZone::utc()));
    KCalendarCore::ICalFormat format;
    if (!format.load(calendar, QString::fromLocal8Bit(arguments[1])))
        return 1;
    QJsonArray rows;
    for (const auto &event : calendar->rawEvents()) {
        const bool allDay = event->allDay();
        const auto written = [allDay](const QDateTime &moment, int days) {
            return allDay ? moment.date().addDays(days).toString(QStringLiteral("yyyy-MM-dd"))
                          : moment.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mmZ"));
        };
        if (!event->recurs()) {
            rows.append(QJsonArray{event->summary(), written(event->dtStart(), 0), written(event->dtEnd(), 1), allDay});
            continue;
        }
        const qint64 length = event->dtStart().secsTo(event->dtEnd());
        const auto starts = event->recurrence()->timesInInterval(QDateTime(QDate(2005, 1, 1), QTime(0, 0), Qt::UTC),
                                                                 QDateTime(QDate(2006, 2, 1), QTime(0, 0), Qt::UTC));
        for (const auto &start : starts)
            rows.append(QJsonArray{event->summary(), written(start, 0), written(start.addSecs(length), 1), allDay});
    }
    QTextStream(stdout) << QJsonDocument(rows).toJson(QJsonDocument::Compact);
    return 0;
}
