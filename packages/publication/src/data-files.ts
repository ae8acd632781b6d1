import type { RoundResult } from '@parix/scoring';
import { canonicalJson } from '@parix/criteria-sets';
import { amendmentPath, SET_PATH, type Computed } from './compute.ts';
import { csvFile } from './csv.ts';
import { csvwMetadata } from './csvw.ts';
import { dcatMetadata, type Distribution } from './dcat.ts';
import { headedRecordsFile, recordsFile } from './json-lines.ts';
import { utf8 } from './log/bytes.ts';
import { ITEM_COLUMNS, itemLines, resultColumns, resultLines, resultRows } from './results-csv.ts';
import { indexSet } from './set-index.ts';
import { workbook } from './xlsx.ts';
import { layerLookup } from './rows-by-unit.ts';
import type { PublishedFile, SnapshotInput } from './snapshot.ts';

export const DATA_PATHS = {
  round: 'data/round.json',
  facts: 'data/facts.json',
  layers: 'data/layers.json',
  evidence: 'data/evidence.json',
  previous: 'data/previous.json',
  correction: 'data/correction.json',
  results: 'data/results.json',
  resultsCsv: 'data/results.csv',
  resultsCsvw: 'data/results.csv-metadata.json',
  resultsXlsx: 'data/results.xlsx',
  itemsCsv: 'data/items.csv',
  itemsCsvw: 'data/items.csv-metadata.json',
  dcat: 'data/dcat.jsonld',
} as const;

/** The files a verifier reads back: everything the numbers and pages are made from. */
export function* inputFiles(input: SnapshotInput): Generator<PublishedFile> {
  yield { path: SET_PATH, bytes: utf8(input.setDocument) };
  for (const [i, text] of input.amendmentDocuments.entries())
    yield { path: amendmentPath(i), bytes: utf8(text) };
  yield { path: DATA_PATHS.round, bytes: utf8(`${canonicalJson(input.round)}\n`) };
  yield { path: DATA_PATHS.facts, bytes: recordsFile(input.facts) };
  yield { path: DATA_PATHS.layers, bytes: recordsFile(input.layers) };
  yield { path: DATA_PATHS.evidence, bytes: recordsFile(input.evidence) };
  if (input.previous !== null)
    yield { path: DATA_PATHS.previous, bytes: utf8(`${canonicalJson(input.previous)}\n`) };
  if (input.correction !== null)
    yield { path: DATA_PATHS.correction, bytes: utf8(`${canonicalJson(input.correction)}\n`) };
}

/** The numbers, recomputed by every verifier. */
export function* resultFiles(input: SnapshotInput, computed: Computed): Generator<PublishedFile> {
  const { set, result } = computed;
  const issued = input.round.publishedAt.slice(0, 10);
  yield { path: DATA_PATHS.results, bytes: resultsJson(result) };
  yield { path: DATA_PATHS.resultsCsv, bytes: csvFile(resultLines(set, result, input.facts)) };
  yield {
    path: DATA_PATHS.resultsCsvw,
    bytes: csvwMetadata({
      url: 'results.csv',
      titleVi: `${input.round.title}: kết quả theo đơn vị`,
      titleEn: `${input.round.title}: results by unit`,
      primaryKey: ['unit'],
      columns: resultColumns(set),
      issued,
    }),
  };
  const rows = resultRows(set, result, input.facts);
  yield { path: DATA_PATHS.resultsXlsx, bytes: workbook('Kết quả', resultColumns(set), rows) };
  const lines = itemLines(indexSet(set), result, layerLookup(input.layers));
  yield { path: DATA_PATHS.itemsCsv, bytes: csvFile(lines) };
  yield {
    path: DATA_PATHS.itemsCsvw,
    bytes: csvwMetadata({
      url: 'items.csv',
      titleVi: `${input.round.title}: kết quả theo tiêu chí`,
      titleEn: `${input.round.title}: results by item`,
      primaryKey: ['unit', 'item'],
      columns: ITEM_COLUMNS,
      issued,
    }),
  };
  yield { path: DATA_PATHS.dcat, bytes: dcatMetadata(input.round, DISTRIBUTIONS) };
}

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What a catalogue offers, below the folder of the data. */
const DISTRIBUTIONS: readonly Distribution[] = [
  {
    path: 'results.csv',
    titleVi: 'Kết quả theo đơn vị',
    mediaType: CSV,
    describedBy: 'results.csv-metadata.json',
  },
  { path: 'results.xlsx', titleVi: 'Kết quả theo đơn vị', mediaType: XLSX },
  {
    path: 'items.csv',
    titleVi: 'Kết quả theo tiêu chí',
    mediaType: CSV,
    describedBy: 'items.csv-metadata.json',
  },
  { path: 'results.json', titleVi: 'Kết quả chính xác', mediaType: 'application/json' },
  { path: 'facts.json', titleVi: 'Số liệu đầu vào', mediaType: 'application/json' },
];

function resultsJson({ units, ...head }: RoundResult): Uint8Array {
  return headedRecordsFile({ format: 'parix.results/1', ...head }, 'units', units);
}
