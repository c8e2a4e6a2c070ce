"""Elements of XML reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) allows nowhere in a document, not even escaped."""


def element(name: str, content: str = "", /, **attributes: object) -> _Element:
    """An element with text and attributes; what XML cannot hold is U+FFFD there."""
    from lxml import etree

    made = etree.Element(name, {key: _FORBIDDEN.sub("\ufffd", str(value)) for key, value in attributes.items()})
    made.text = _FORBIDDEN.sub("\ufffd", content) or None
    return made


def serialised(root: _Element) -> str:
    """``root`` with all in it, indented, with a line break at the end."""
    from lxml import etree

    return etree.tostring(root, encoding="unicode", pretty_print=True)
