"""A page of pdfplumber whose characters are described by where they stand only: the rest is most of a page's time."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from pdfminer.layout import LTChar
from pdfplumber.page import Page

if TYPE_CHECKING:
    from pdfminer.layout import LTItem
    from pdfplumber.pdf import PDF


class TextPage(Page):
    """A page whose characters have no fonts, colours and matrices; all else is as pdfplumber has it."""

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """Describe one object of the page, in points from its top left; the text is in NFC."""
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        left, upper = self.mediabox[:2]
        height = self.height + upper
        return {
            "object_type": "char",
            "text": unicodedata.normalize("NFC", obj.get_text()),
            "upright": obj.upright,
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": height - obj.y1,
            "bottom": height - obj.y0,
        }


def page_of(file: PDF, page: Page) -> TextPage:
    """The page of an open file that a page of pdfplumber stands for."""
    return TextPage(file, page.page_obj, page.page_number)
