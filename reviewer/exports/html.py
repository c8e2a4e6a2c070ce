"""The corrected text as a simple page: headings, paragraphs, lists, tables; of a bitext both columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from reviewer.core.document import Document
from reviewer.exports.blocks import blocks, seen
from reviewer.exports.page import render
from reviewer.formats.md import FRONT_MATTER

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--.*-->\s*", re.DOTALL)


def write(corrected: Document) -> bytes:
    """The page in UTF-8. HTML within Markdown is not passed on: tags are left out, blocks of it are shown as they are written."""
    markdown = corrected.format == "md"
    page = (
        [] if markdown else [(block, seen(corrected, block, block.span), block.source.of(corrected.source)) for block in blocks(corrected)]
    )
    return render("text", title=PurePath(corrected.path).name, page=page, rendered=_rendered(corrected.text) if markdown else "")


def _rendered(text: str) -> Any:
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    front = FRONT_MATTER.match(text)
    parser = MarkdownIt("commonmark").enable("table")
    parser.add_render_rule("html_inline", _tag)
    parser.add_render_rule("html_block", _tags)
    return Markup(parser.render(text[front.end() if front else 0 :]))  # the parser escapes all text, and the two rules all HTML


def _tag(renderer: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    return "<br>" if _LINE_BREAK.fullmatch(tokens[index].content) else ""


def _tags(renderer: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    written = tokens[index].content
    return "" if _COMMENT.fullmatch(written) else f"<pre>{escape(written)}</pre>\n"
