export type { Cell, CellPlace, Table, TableRow } from './table.ts';
export { EMPTY_CELL, cellAddress, cellText, formatPlace, isBlank } from './table.ts';
export { DEFAULT_LIMITS, type TableLimits } from './limits.ts';
export {
  TABLE_PROBLEM_CODES,
  describeTableProblem,
  tableProblemPlace,
  type Locale,
  type TableProblem,
  type TableProblemCode,
} from './table-problems.ts';
export type { TableSource } from './read-apart.ts';
export { readTable, type ReadOptions, type ReadResult } from './read-table.ts';
export { readSheets, type ReadSheet, type SheetsResult } from './read-sheets.ts';
export {
  NUMBER_PROBLEM_CODES,
  normaliseNumber,
  type NumberProblemCode,
  type NumberReading,
} from './number.ts';
export {
  CELL_PROBLEM_CODES,
  describeCellProblem,
  type CellProblem,
  type CellProblemCode,
} from './cell-problems.ts';
export { factsFromTable, type FactsOptions, type FactsReading, type KnownUnit } from './facts-from-table.ts';
export { tableFromFacts, type FactsTableOptions } from './table-from-facts.ts';
export { codesIn, type RegisterColumn, registerHeader } from './register-table.ts';
export {
  successionsFromTable,
  type SuccessionColumnName,
  type SuccessionKind,
  type SuccessionRow,
} from './successions-from-table.ts';
export { unitsFromTable, type UnitColumnName, type UnitRow, type UnitsOptions } from './units-from-table.ts';
export { proceduresFromTable, type ProcedureColumn, type ProcedureRow } from './procedures-from-table.ts';
export { tableFromProcedures, type StoredProcedure } from './table-from-procedures.ts';
export { writeCsv, writeXlsx, type CsvOptions, type WritableTable } from './write-table.ts';
export { escapeFormula, unescapeFormula } from './formula-injection.ts';
export { readArchive, type ArchiveResult } from './read-archive.ts';
export {
  CARD_TEXT_LIMITS,
  type CardTextLimits,
  type WorkbookCard,
  type WorkbookEvidence,
  type WorkbookFigure,
  type WorkbookItem,
} from './card-workbook/workbook-card.ts';
export { writeCardWorkbook } from './card-workbook/write-card-workbook.ts';
export {
  CARD_WORKBOOK_LIMITS,
  readCardWorkbook,
  type CardReadOptions,
} from './card-workbook/read-card-workbook.ts';
export type {
  CardCellChange,
  CardChange,
  CardConflict,
  CardField,
  CardWorkbookReading,
} from './card-workbook/reading-types.ts';
export {
  CARD_PROBLEM_CODES,
  describeCardProblem,
  type CardProblem,
  type CardProblemCode,
} from './card-workbook/card-problems.ts';
export type { DossierField, DossierMapping } from './dossiers-from-fields.ts';
export {
  findHeader,
  oldEncodingOf,
  rowsFromText,
  type OldEncoding,
  type TextRow,
} from './dossiers-from-text.ts';
export { guessDossierMapping, unknownDossierWords } from './dossiers-from-guess.ts';
export { dossierRowReader, type DossierProblem, type ReadDossier } from './dossiers-from-rows.ts';
export {
  describeDossierProblem,
  DOSSIER_PROBLEM_CODES,
  type DossierProblemCode,
} from './dossiers-from-problems.ts';
