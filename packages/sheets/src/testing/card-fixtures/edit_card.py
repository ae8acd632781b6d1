"""Opens a card's workbook in LibreOffice, types into its cells as a person would, and saves it as XLSX.

edit_card.py INPUT OUTPUT PORT - a LibreOffice must listen on that port of this machine.
"""

import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

# Cell and what is typed: FormulaLocal takes a text as the keyboard does, by the cell's format.
CARD = {
    "E8": "1250",  # 1.1 in time
    "E10": "90.25",  # 1.2 percentage
    "E11": "Không",  # 1.3 yes/no
    "E12": "- Yếu",  # 1.4 label that begins like a formula
    "E14": "31/12/2026",  # 1.5 date as text in an English office
    "F15": "",  # 1.10 applies after all ...
    "E15": "=2+3",  # ... with a formula, which is refused
    "G10": "- Đã khảo sát 120 người\n+ Kết quả kèm theo",
}
EVIDENCE = {
    "D9": "1, 2",  # 1.5 pages
    "A10": "1.2",  # new link
    "B10": "=Báo cáo khảo sát",
    "C10": "3-5",  # number and sign that looks like a date
    "F10": "https://example.vn/bao-cao",
    "A8": "",  # 1.1 the document that was named only
    "B8": "",
    "C8": "",
    "D8": "",
    "E8": "",
    "F8": "",
}


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def main():
    source, target, port = sys.argv[1:4]
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(source).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))
    for name, cells in (("Phiếu", CARD), ("Minh chứng", EVIDENCE)):
        sheet = document.Sheets.getByName(name)
        assert sheet.isProtected(), name
        for address, typed in cells.items():
            cell = sheet.getCellRangeByName(address)
            assert not cell.CellProtection.IsLocked, address
            cell.FormulaLocal = typed
    assert document.Sheets.getByName("Phiếu").getCellRangeByName("A8").CellProtection.IsLocked
    save = (prop("FilterName", "Calc MS Excel 2007 XML"),)
    document.storeToURL(Path(target).resolve().as_uri(), save)
    document.close(True)
    desktop.terminate()


main()
