import { type DossierFilePreview, dossierMapping, type SentMapping } from '@parix/api-contract';
import {
  type DossierProblem,
  findHeader,
  guessDossierMapping,
  oldEncodingOf,
  type TextRow,
  unknownDossierWords,
} from '@parix/sheets';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { loadUnits, savedMapping } from './dossier-files.queries.ts';
import { headOf, openRows, UnreadableFile } from './file-content.ts';
import { problemWords, requireFile, requireWhole } from './files.service.ts';
import { toMapping } from './mappings.ts';
import { fileReader, foldName, latestOf, type PlacedDossier } from './read-file.ts';

/** Rows that are looked at before anything is taken, and how many of them are shown. */
const LOOKED_AT = 5000;
const SHOWN = 20;
const SHOWN_PROBLEMS = 100;

/** The first rows as understood by the mapping given, else by the saved one, else by what the headers suggest. */
export async function previewFile(
  context: Context,
  sourceId: string,
  id: string,
  asked: SentMapping | null,
): Promise<DossierFilePreview> {
  const { db, now, locale } = context;
  const file = await requireFile(context, sourceId, id);
  const path = await requireWhole(context, file);
  const all = await firstRows(context, path, file.name);
  const head = findHeader(all);
  if (head === undefined) return refuse('dossier-file-empty');
  const header = head.cells.map((cell) => cell.trim());
  const rows = all.filter(({ row }) => row > head.row);
  const saved = asked ?? dossierMapping.safeParse(await savedMapping(db, sourceId)).data ?? null;
  const guess = guessDossierMapping(header, rows, null);
  // What was saved for a source whose files look otherwise today is no help.
  const fits = saved !== null && (asked !== null || hasColumns(header, saved));
  const mapping = fits && saved !== null ? toMapping(saved) : guess.mapping;
  const units = await loadUnits(db, foldName);
  const reader = fileReader(header, mapping, units, latestOf(now));
  const problems: DossierProblem[] = [];
  const read = rows.flatMap((row) => reader.read(row, (problem) => problems.push(problem)) ?? []);
  return {
    header,
    headerRow: head.row,
    mapping: dossierMapping.parse(mapping),
    guessed: !fits,
    datesSure: guess.datesSure && guess.mapping.dates === mapping.dates,
    missingColumns: [...reader.missing],
    unknownWords: [...unknownDossierWords(header, rows, mapping)],
    rowsRead: rows.length,
    rowsFaulty: new Set(problems.map(({ row }) => row)).size,
    sample: read.slice(0, SHOWN).map((placed) => toSample(placed, units.names)),
    problems: problems.slice(0, SHOWN_PROBLEMS).map(({ row, column, code, value }) => ({
      row,
      column,
      code,
      value,
      message: problemWords(code, value, locale),
    })),
  };
}

function hasColumns(header: readonly string[], mapping: SentMapping): boolean {
  const names = new Set(header.map(foldName));
  return Object.values(mapping.columns).every((name) => name === undefined || names.has(foldName(name)));
}

async function firstRows(context: Context, path: string, name: string): Promise<readonly TextRow[]> {
  const old = oldEncodingOf(await headOf(path, 4096));
  if (old !== null) refuse('dossier-file-encoding', { errors: [oldWords(old)] });
  try {
    const reading = await openRows(path, name, LOOKED_AT);
    for await (const rows of reading.batches) {
      const [first, second] = [rows, rows.length === 1 ? await nextOf(reading.batches) : []];
      const all = [...first, ...second];
      const damaged = all.filter(({ fault }) => fault === 'not-utf8').length;
      if (damaged > 0 && (damaged * 2 > all.length || all[0]?.fault === 'not-utf8'))
        refuse('dossier-file-encoding');
      return all;
    }
    return refuse('dossier-file-empty');
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const errors = error.problems.map(({ code }) => ({
      place: '/file',
      code,
      message: error.words(context.locale),
    }));
    return refuse('file-type', { errors });
  }
}

/** A workbook tells its header apart from its rows. */
async function nextOf(batches: AsyncIterable<readonly TextRow[]>): Promise<readonly TextRow[]> {
  for await (const rows of batches) return rows;
  return [];
}

const oldWords = (encoding: string) => ({
  place: '/file',
  code: encoding.toLowerCase(),
  message: `Tệp viết bằng bảng mã ${encoding}. / The file is written in ${encoding}.`,
});

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function toSample(
  { read, unitId }: PlacedDossier,
  names: ReadonlyMap<string, string>,
): DossierFilePreview['sample'][number] {
  const { row, dossier, procedure, state, channel } = read;
  return {
    row,
    dossier,
    unitName: names.get(unitId) ?? unitId,
    procedure,
    state,
    channel,
    received: isoOrNull(read.received),
    due: isoOrNull(read.due),
    finished: isoOrNull(read.finished),
  };
}
