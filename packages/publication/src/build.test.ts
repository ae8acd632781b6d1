import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildPublication, openPublication } from './build.ts';
import { fromUtf8, utf8 } from './log/bytes.ts';
import { sha256Hex } from './manifest.ts';
import { describePublicationProblem, type PublicationProblem } from './problems.ts';
import { publicationFiles, zipFiles } from './publication-files.ts';
import { readSnapshot } from './snapshot-schema.ts';
import type { SnapshotInput } from './snapshot.ts';
import { built, folderOf, ORIGIN, SIGNER } from './testing/published-folder.ts';
import { SMALL_ROUND } from './testing/small-round.ts';

const publication = built(SMALL_ROUND);
const text = (path: string) => fromUtf8(publication.files.get(path) ?? new Uint8Array()) ?? '';
const problemsOf = (input: SnapshotInput): readonly PublicationProblem[] => {
  const outcome = buildPublication(input);
  return outcome.ok ? [] : outcome.problems;
};
const round = (changes: Partial<SnapshotInput['round']>): SnapshotInput => ({
  ...SMALL_ROUND,
  round: { ...SMALL_ROUND.round, ...changes },
});

describe('a publication', () => {
  it('is the same bytes for the same input', () => {
    const again = built(structuredClone(SMALL_ROUND));
    expect(again.manifestHash).toBe(publication.manifestHash);
    expect([...again.files]).toEqual([...publication.files]);
  });

  it('lists every file but the manifest with its size and hash', () => {
    const listed = publication.manifest.files.map(({ path }) => path);
    expect(listed).toEqual(
      [...publication.files.keys()].filter((path) => path !== 'manifest.json').toSorted(),
    );
    for (const { path, sha256, size } of publication.manifest.files) {
      const bytes = publication.files.get(path) ?? new Uint8Array();
      expect([path, sha256Hex(bytes), bytes.length]).toEqual([path, sha256, size]);
    }
    expect(publication.manifestHash).toBe(sha256Hex(publication.files.get('manifest.json') ?? utf8('')));
  });

  it('can be made file by file, the manifest last', () => {
    const opened = openPublication(SMALL_ROUND);
    if (!opened.ok) throw new Error('refused');
    const paths = [...opened.files()].map(({ path }) => path);
    expect(paths).toEqual([...publication.files.keys()]);
    expect(paths.at(-1)).toBe('manifest.json');
  });

  it('gives its input back from its data files', () => {
    expect(readSnapshot((path) => publication.files.get(path))).toEqual({ ok: true, input: SMALL_ROUND });
  });

  it('tells zero, not applicable, no data and not appraised apart', () => {
    const items = publication.result.units.flatMap(({ items: each }) => each);
    expect(new Set(items.map(({ status }) => status)).size).toBe(4);
    expect(text('data/items.csv')).toContain('not-appraised');
    expect(text('units/so-tu-phap.html')).toContain('Chưa thẩm định');
    expect(text('units/so-tai-chinh.html')).toContain('Chưa có số liệu');
    expect(text('units/so-tai-chinh.html')).toContain('Không áp dụng');
    expect(text('units/so-tu-phap.html')).toMatch(/class="lost">0,00</);
  });

  it('zips to the same bytes each time, with every file inside', () => {
    const folder = folderOf(publication);
    const zip = zipFiles(folder);
    expect(zipFiles(new Map([...folder].reverse()))).toEqual(zip);
    const unpacked = new Map(Object.entries(unzipSync(zip)));
    expect(unpacked.size).toBe(folder.size);
    for (const [path, bytes] of folder) expect(unpacked.get(path), path).toEqual(bytes);
  });

  it('gets no log files before it stands in the log', () => {
    expect(() => publicationFiles(publication, { entries: [], signer: SIGNER, origin: ORIGIN })).toThrow(
      'not in the log',
    );
  });
});

describe('the CSV files', () => {
  it('hold ranks, classes and exact values, and no formula', () => {
    expect(text('data/results.csv').split('\r\n').slice(0, 3)).toEqual([
      '\ufeffHạng,Mã đơn vị,Đơn vị,Loại đơn vị,Khối,Điểm,Điểm tối đa,Chỉ số (%),Xếp loại,Điểm chính xác,Chỉ số chính xác (%),Số tiêu chí đã chấm,Số tiêu chí không áp dụng,Số tiêu chí chưa có số liệu,Số tiêu chí chưa thẩm định,"1. Chỉ đạo, điều hành (điểm)",2. Thủ tục hành chính & một cửa (điểm)',
      '4,so-tu-phap,Sở Tư pháp,so,Khối sở,3.50,10,35.00,Yếu,3.5,35,3,0,0,1,1.00,2.50',
      '1,so-noi-vu,Sở Nội vụ,so,Khối sở,9.00,10,90.00,Tốt,9,90,4,0,0,0,3.00,6.00',
    ]);
    expect(text('data/results.csv')).toContain(",'=Thanh tra,");
    expect(text('data/results.csv')).toContain(',300/7,');
  });

  it('fit their CSVW metadata column by column', () => {
    for (const name of ['results', 'items']) {
      const metadata = JSON.parse(text(`data/${name}.csv-metadata.json`)) as {
        url: string;
        tableSchema: {
          primaryKey: string[];
          columns: {
            name: string;
            titles: { vi: string; en: string };
            datatype: string;
            required: boolean;
          }[];
        };
      };
      const { columns, primaryKey } = metadata.tableSchema;
      const [header = '', ...rows] = text(`data/${name}.csv`).slice(1).trimEnd().split('\r\n').map(cells);
      expect(metadata.url).toBe(`${name}.csv`);
      expect(columns.map(({ titles }) => titles.vi)).toEqual(header);
      expect(new Set(columns.map(({ name: id }) => id)).size).toBe(columns.length);
      for (const key of primaryKey) expect(columns.some(({ name: id }) => id === key)).toBe(true);
      for (const row of rows)
        columns.forEach(({ datatype, required, name: id }, i) => {
          expect(`${id}: ${row[i] ?? ''}`).toMatch(DATATYPES[datatype]?.(required) ?? /never/);
        });
    }
  });
});

const DATATYPES: Readonly<Record<string, (required: boolean) => RegExp>> = {
  string: (required) => (required ? /: ./ : /: /),
  decimal: (required) => (required ? /: -?\d+(\.\d+)?$/ : /: (-?\d+(\.\d+)?)?$/),
  integer: (required) => (required ? /: -?\d+$/ : /: (-?\d+)?$/),
  boolean: () => /: (true|false)$/,
};

function cells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

describe('what may not be published', () => {
  it('is refused with a code and both languages', () => {
    const [unit] = SMALL_ROUND.facts;
    if (unit === undefined) throw new Error('no unit');
    const cases: readonly (readonly [SnapshotInput, string])[] = [
      [{ ...SMALL_ROUND, setDocument: '[' }, 'set-refused'],
      [
        {
          ...SMALL_ROUND,
          setDocument: SMALL_ROUND.setDocument.replace(
            'sample: true',
            'status: incomplete\nincomplete-reason: thiếu\nsample: true',
          ),
        },
        'set-incomplete',
      ],
      [{ ...SMALL_ROUND, amendmentDocuments: ['x'] }, 'set-refused'],
      [round({ indexYear: 2030 }), 'year-outside-set'],
      [round({ publishedAt: '2022-03-01' }), 'not-an-instant'],
      [round({ publishedAt: '2022-13-01T00:00:00Z' }), 'not-an-instant'],
      [{ ...SMALL_ROUND, facts: [] }, 'no-units'],
      [{ ...SMALL_ROUND, facts: [...SMALL_ROUND.facts, { ...unit, unit: 'SO-NOI-VU' }] }, 'same-page-name'],
      [{ ...SMALL_ROUND, facts: [{ ...unit, kind: 'xa' }], layers: [], evidence: [] }, 'facts-refused'],
      [
        { ...SMALL_ROUND, layers: [{ unit: 'khac', item: '1.1.1', selfPoints: null, appraisal: null }] },
        'unknown-unit',
      ],
      [
        { ...SMALL_ROUND, evidence: [{ unit: 'so-noi-vu', item: '9', title: '', reference: '', url: null }] },
        'unknown-item',
      ],
    ];
    for (const [input, code] of cases) {
      const [problem] = problemsOf(input);
      expect(problem?.code).toBe(code);
      if (problem === undefined) continue;
      for (const locale of ['vi', 'en'] as const)
        expect(describePublicationProblem(problem, locale)).not.toMatch(/\{|undefined/);
    }
  });
});
