"""Messages put into the reader's language, by gettext; the only module that opens a catalogue."""

from __future__ import annotations

import datetime as dt
import gettext
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planner.records import Message

LANGUAGES = ("en", "zh")
_DOMAIN = "planner"
_CATALOGUES = Path(__file__).parent / "locale"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, _CATALOGUES, languages=[language])


@dataclass(frozen=True, slots=True)
class Language:
    """A language that messages are said in: "en" or "zh"."""

    code: str = "en"

    def text(self, text: str) -> str:
        """Translate a text that stands in the catalogue as it is, such as a command's help."""
        return _catalogue(self.code).gettext(text)

    def bind_gettext(self) -> None:
        """Make libraries that take their words from gettext speak this language too; for the command line's edge."""
        os.environ["LANGUAGE"] = self.code
        gettext.bindtextdomain(_DOMAIN, _CATALOGUES)
        gettext.textdomain(_DOMAIN)

    def say(self, message: Message) -> str:
        """Translate a message and fill in its values; a value that is itself a message is translated too."""
        values = {name: self._value(value) for name, value in message.values}
        catalogue = _catalogue(self.code)
        if message.plural is None:
            template = catalogue.gettext(message.template)
        else:
            template = catalogue.ngettext(message.template, message.plural, int(values["count"]))
        return template.format(**values)

    def _value(self, value: object) -> str:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, tuple):
            return ("、" if self.code == "zh" else ", ").join(self._value(item) for item in value)
        return value.isoformat() if isinstance(value, dt.date) else str(value)
