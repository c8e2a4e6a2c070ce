"""Tables as Excel workbooks: ours hold all that a glossary file holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from reviewer.core.term import Term
from reviewer.glossary.exchange import table
from reviewer.glossary.exchange.entries import Reading
from reviewer.glossary.files import GlossaryError

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

EXTENSIONS: Final = (".xlsx",)
LOSES: Final = ()

_LONGEST_CELL = 32_767
"""Characters that a cell holds (Excel's specifications and limits)."""
_LARGEST = 500_000_000
"""Bytes that a workbook may have when it is unpacked; a term base of 3,000 terms has 12 million."""
_WIDTHS: Final = {"id": 28, "domain": 20, "zh": 24, "en": 40, "pattern": 50, "note": 40, "authority": 40, "flag": 60, "pass": 60}


def read(content: bytes, name: str) -> Reading:
    """The terms of the first sheet that has any cells; formulas count as what they last gave. See `table` and `columns`."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise GlossaryError([f"{name}: unpacks to more than {_LARGEST:,} bytes, which is refused"])
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if rows := list(_rows(sheet.iter_rows(values_only=True))):
                return table.read_rows(rows, name)
    except GlossaryError:
        raise
    # openpyxl lets through what its XML and zip libraries raise for broken files: KeyError, ValueError, ParseError, …
    except Exception as error:
        raise GlossaryError([f"{name}: not a readable Excel workbook: {str(error).splitlines()[0] if str(error) else error!r}"]) from None
    return Reading(())


def write(terms: Sequence[Term]) -> bytes:
    """Our table of ``terms``. Every cell is text, so that none can be a formula. Raises GlossaryError for a cell over Excel's limit."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    rows = list(table.write_rows(terms))
    for row in rows:
        for column, text in zip(table.COLUMNS, row, strict=True):
            if len(text) > _LONGEST_CELL:
                raise GlossaryError([f"term {row[0]!r}: {column} has {len(text):,} characters; a cell holds {_LONGEST_CELL:,}"])
    book = openpyxl.Workbook(write_only=True)
    # the type stubs lack what every sheet has
    sheet: Any = book.create_sheet("terms")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 14)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.COLUMNS))}{len(rows)}"
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Any:
    """A cell of text; one that looks like a formula stays text when it is edited, too."""
    from openpyxl.cell import WriteOnlyCell

    if not text.startswith(("=", "+", "-", "@")):
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _rows(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(rows, start=1):
        cells = ["" if value is None else str(value) for value in values]
        if any(cell.strip() for cell in cells):
            yield number, cells
