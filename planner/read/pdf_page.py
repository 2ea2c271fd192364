"""A page of pdfplumber whose characters are described by where they stand only: the rest is most of a page's time."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from pdfminer.layout import LTChar
from pdfplumber.page import Page

if TYPE_CHECKING:
    from pdfminer.layout import LTItem
    from pdfplumber.pdf import PDF


# Browsers print a character that is also a radical as the radical, which looks the same: the Kangxi radicals have
# compatibility decompositions; of those in the supplement the ones that stand for whole characters are named here.
_SUPPLEMENT = (
    "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
_RADICALS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(radical): whole for radical, whole in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)},
}


class TextPage(Page):
    """A page whose characters have no fonts, colours and matrices; all else is as pdfplumber has it."""

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """Describe one object of the page, in points from its top left; text is in NFC, radicals as characters."""
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        left, upper = self.mediabox[:2]
        height = self.height + upper
        return {
            "object_type": "char",
            "text": unicodedata.normalize("NFC", obj.get_text()).translate(_RADICALS),
            "upright": obj.upright,
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": height - obj.y1,
            "bottom": height - obj.y0,
        }


def page_of(file: PDF, page: Page) -> TextPage:
    """The page of an open file that a page of pdfplumber stands for."""
    return TextPage(file, page.page_obj, page.page_number)
