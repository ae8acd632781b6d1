import {
  AlignmentType,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type ParagraphChild,
} from 'docx';
import { line } from './template-parts.ts';
import { mm } from './template-styles.ts';

export interface Column {
  readonly width: number;
  readonly head: string | TabbedCell;
  readonly style: 'OBang' | 'OSo' | 'OGiua';
}

/**
 * A list that stands side by side within one cell, one tab stop each: the template cannot know how many columns
 * there will be.
 */
export interface TabbedCell {
  readonly title?: string;
  readonly list: string;
  readonly text: string;
  /** Distance of the tab stops, mm. */
  readonly step: number;
}
/** Text, several paragraphs, or a list side by side. */
export type Cell = string | readonly string[] | TabbedCell;
export interface Row {
  readonly cells: readonly Cell[];
  readonly bold?: true;
}

/** A ruled table whose head stands again on every page and whose rows stay whole where they can. */
export function officialTable(columns: readonly Column[], rows: readonly Row[]): Table {
  const cell = (index: number, children: Paragraph[], center: boolean): TableCell =>
    new TableCell({
      width: { size: mm(columns[index]?.width ?? 0), type: WidthType.DXA },
      verticalAlign: center ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
      children,
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(columns.reduce((sum, column) => sum + column.width, 0)), type: WidthType.DXA },
    columnWidths: columns.map((column) => mm(column.width)),
    margins: { left: mm(1.4), right: mm(1.4) },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column, index) => cell(index, headText(column.head), true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((column, index) =>
              cell(index, cellText(column, row.cells[index] ?? '', row.bold === true), false),
            ),
          }),
      ),
    ],
  });
}

function headText(head: Column['head']): Paragraph[] {
  if (typeof head === 'string') return [line('DauBang', head)];
  const title = head.title === undefined ? [] : [line('DauBang', head.title)];
  return [...title, tabbed(head, true)];
}

function cellText(column: Column, cell: Cell, bold: boolean): Paragraph[] {
  if (typeof cell === 'object' && 'list' in cell) return [tabbed(cell, bold)];
  const texts = typeof cell === 'string' ? [cell] : cell;
  return texts.map((text) => {
    const run = new TextRun({ text, bold });
    return column.style === 'OGiua'
      ? new Paragraph({ style: 'OBang', alignment: AlignmentType.CENTER, children: [run] })
      : new Paragraph({ style: column.style, children: [run] });
  });
}

/** More stops than any list of areas has entries. */
const STOPS = 10;

function tabbed({ list, text, step }: TabbedCell, bold: boolean): Paragraph {
  const run = (child: string | Tab): ParagraphChild => new TextRun({ children: [child], bold });
  return new Paragraph({
    style: 'OBang',
    tabStops: Array.from({ length: STOPS }, (_, index) => ({
      type: TabStopType.RIGHT,
      position: mm(step * (index + 1)),
    })),
    children: [run(`{#${list}}`), run(new Tab()), run(text), run(`{/${list}}`)],
  });
}
