import { mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '@parix/sheets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, runHere, runParix, transcript } from './testing/run-parix.ts';

const golden = (name: string): string => join(import.meta.dirname, 'testing/golden', `${name}.txt`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fixtureWith(name: string, from: string, replace: readonly [string, string]): Promise<string> {
  const text = await readFile(join(FIXTURES, from), 'utf8');
  if (!text.includes(replace[0])) throw new Error(`the fixture has no "${replace[0]}"`);
  await writeFile(join(folder, name), text.replace(...replace));
  return name;
}

/** One run of each command as a process of its own. */
const PROCESSES: readonly (readonly [string, readonly string[]])[] = [
  ['check', ['check', 'set.yaml']],
  ['score', ['score', 'set.yaml', 'facts.csv']],
  ['diff', ['diff', 'set.yaml', 'amendment.yaml', '--facts', 'facts.csv']],
  ['explain-item', ['explain', 'set.yaml', 'facts.csv', '--unit', 'STP', '--item', '1.1']],
  [
    'what-if',
    ['what-if', 'set.yaml', 'facts.csv', '--unit', 'SYT', '--set', '2.1=95,5', '--set', '1.1.dung_han=200'],
  ],
  ['goal', ['goal', 'set.yaml', 'facts.csv', '--unit', 'STP', '--ranks', '1']],
  ['help', ['help']],
];
const MORE: readonly (readonly [string, readonly string[]])[] = [
  ['check-amended', ['check', 'set.yaml', 'amendment.yaml']],
  ['score-en', ['score', 'set.yaml', 'facts.yaml', '--lang', 'en']],
  ['score-amended', ['score', 'set.yaml', 'facts.csv', '--amendment', 'amendment.yaml']],
  ['score-csv', ['score', 'set.yaml', 'facts.csv', '--format', 'csv']],
  ['diff-same', ['diff', 'set.yaml', 'set.yaml']],
  ['explain-unit', ['explain', 'set.yaml', 'facts.csv', '--unit', 'STC']],
  ['explain-unit-en', ['explain', 'set.yaml', 'facts.csv', '--unit', 'SYT', '--lang', 'en']],
  ['what-if-not-applicable', ['what-if', 'set.yaml', 'facts.csv', '--unit', 'STP', '--set', '1.1.tong=KAD']],
  ['goal-class', ['goal', 'set.yaml', 'facts.csv', '--unit', 'SYT', '--class', 'tot', '--lang', 'en']],
  ['help-en', ['--lang', 'en', 'score', '--help']],
];

describe('golden runs', () => {
  it.each(PROCESSES)('%s, as a process', async (name, args) => {
    await expect(transcript(await runParix(args))).toMatchFileSnapshot(golden(name));
  });

  it.each(MORE)('%s', async (name, args) => {
    await expect(transcript(await runHere(args))).toMatchFileSnapshot(golden(name));
  });
});

describe('check', () => {
  it('says of an incomplete set why it may not judge', async () => {
    const run = await runHere(['check', 'bnv-876-2022']);
    expect([run.code, run.out]).toEqual([1, '']);
    expect(run.err).toMatch(/^bnv-876-2022\/set\.yaml:1:1: /);
  });

  it('lists the shipped sets, and takes a version of one by name', async () => {
    expect((await runHere(['check'])).out.split('\n')).toContain('qd-766-2022');
    expect((await runHere(['check', 'sample-province-2020@2'])).out).toContain('sample-province-2020@2');
    expect((await runHere(['check', 'sample-province-2020@99'])).code).toBe(3);
  });
});

describe('wrong command lines', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['scoer']],
    ['an unknown option', ['score', 'set.yaml', 'facts.csv', '--fast']],
    ['a missing file', ['score', 'set.yaml']],
    ['a goal without a number', ['goal', 'set.yaml', 'facts.csv', '--unit', 'STP', '--ranks', 'zwei']],
    ['two goals', ['goal', 'set.yaml', 'facts.csv', '--unit', 'STP', '--ranks', '1', '--rank', '1']],
    ['a workbook to the terminal', ['score', 'set.yaml', 'facts.csv', '--format', 'xlsx']],
    ['a change without a value', ['what-if', 'set.yaml', 'facts.csv', '--unit', 'STP', '--set', '2.1']],
    ['a publication without a folder', ['publish', 'demo-2021']],
    ['an unknown step of a move', ['move-database', 'begin']],
    ['a server with arguments', ['start', '--port', '80']],
  ])('%s ends with 2 and the usage', async (_title, args) => {
    const run = await runHere(args);
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.err).toMatch(/parix/);
  });
});

describe('unusable input', () => {
  const refused = async (args: readonly string[]): Promise<string> => {
    const run = await runHere(args, { cwd: folder });
    expect([run.code, run.out]).toEqual([3, '']);
    expect(run.err).not.toMatch(/\bat .*\.ts:\d|node:internal|Error:/);
    return run.err;
  };
  beforeAll(async () => {
    for (const name of ['set.yaml', 'facts.csv'])
      await writeFile(join(folder, name), await readFile(join(FIXTURES, name)));
  });

  it('names line and column of malformed YAML', async () => {
    const set = await fixtureWith('malformed.yaml', 'set.yaml', ['areas:', 'areas: [']);
    expect(await refused(['score', set, 'facts.csv'])).toMatch(/^malformed\.yaml:\d+:\d+/);
  });

  it('names the line of a formula over anything but its declared figures, itself included', async () => {
    const rule = [
      "survey-mean: { mean: diem, low: '0', high: '100' }",
      'formula: { expression: "diem + ket_qua", division-by-zero: zero }',
    ] as const;
    const set = await fixtureWith('unknown.yaml', 'set.yaml', rule);
    expect(await refused(['score', set, 'facts.csv'])).toMatch(/^unknown\.yaml:\d+:\d+ \[2\.1\]/);
  });

  it('names the line of a formula without bounds', async () => {
    const rule = [
      "survey-mean: { mean: diem, low: '0', high: '100' }",
      'formula: { expression: "diem * 1000", division-by-zero: zero }',
    ] as const;
    const set = await fixtureWith('unbounded.yaml', 'set.yaml', rule);
    expect(await refused(['score', set, 'facts.csv'])).toMatch(/^unbounded\.yaml:\d+:\d+ \[2\.1\]/);
  });

  it('refuses a chain of aliases that contains itself', async () => {
    await writeFile(join(folder, 'cycle.yaml'), 'areas: &a [*a]\n');
    expect(await refused(['score', 'cycle.yaml', 'facts.csv'])).toMatch(/^cycle\.yaml:1:/);
  });

  it('names the line where points do not sum', async () => {
    const set = await fixtureWith('sums.yaml', 'set.yaml', [
      "max: '2'\n        rule:\n          states",
      "max: '3'\n        rule:\n          states",
    ]);
    expect(await refused(['score', set, 'facts.csv'])).toMatch(/^sums\.yaml:\d+:\d+/);
  });

  it('lists every wrong cell of a table by its address', async () => {
    const facts = await fixtureWith('wrong.csv', 'facts.csv', ['180;200;Đầy đủ;85,5', '1.234;abc;Tốt;85,5%']);
    const lines = (await refused(['score', 'set.yaml', facts])).trim().split('\n');
    expect(
      lines.map((line) => line.split(':')[0]),
      lines.join('\n'),
    ).toEqual(['wrong.csv!E2', 'wrong.csv!F2', 'wrong.csv!G2', 'wrong.csv!H2']);
  });

  it('names the cell of a figure that the engine refuses', async () => {
    const facts = await fixtureWith('ratio.csv', 'facts.csv', ['180;200', '300;200']);
    expect(await refused(['score', 'set.yaml', facts])).toMatch(/^ratio\.csv!E2: /);
  });

  it('names file, line and column in a document of facts', async () => {
    const facts = await fixtureWith('facts.yaml', 'facts.yaml', ['diem: 85.5', 'diem: 185.5']);
    expect(await refused(['score', 'set.yaml', facts])).toMatch(/^facts\.yaml:10:33: /);
  });

  it('refuses a million rows and a file of 100 MB', async () => {
    await writeFile(join(folder, 'rows.csv'), `unit;1.1.tong\n${'X;1\n'.repeat(1_000_000)}`);
    const large = await open(join(folder, 'large.xlsx'), 'w');
    await large.truncate(100 * 1024 * 1024);
    await large.close();
    expect(await refused(['score', 'set.yaml', 'rows.csv'])).toMatch(/^rows\.csv!A200001: .*200000/);
    expect(await refused(['score', 'set.yaml', 'large.xlsx'])).toMatch(/^large\.xlsx: .*104857600/);
    expect(await refused(['score', 'large.xlsx', 'facts.csv'])).toMatch(/^large\.xlsx: .*104857600/);
  });

  it.each([
    ['a set that is not there', ['score', 'none.yaml', 'facts.csv'], 'none.yaml'],
    ['a shipped set that does not exist', ['score', 'none', 'facts.csv'], 'none'],
    ['facts that are not there', ['score', 'set.yaml', 'none.csv'], 'none.csv'],
    ['a folder as facts', ['score', 'set.yaml', '.'], '.'],
    ['an incomplete set', ['score', 'bnv-876-2022', 'facts.csv'], 'bnv-876-2022'],
    [
      'a unit that is not there',
      ['explain', 'set.yaml', 'facts.csv', '--unit', 'ZZZ'],
      'Không có đơn vị "ZZZ"',
    ],
    [
      'an item that is not there',
      ['explain', 'set.yaml', 'facts.csv', '--unit', 'SNV', '--item', '9'],
      'Bộ tiêu chí không có mục "9"',
    ],
    [
      'a figure out of range',
      ['what-if', 'set.yaml', 'facts.csv', '--unit', 'SNV', '--set', '2.1=101'],
      '--set 2.1=101',
    ],
    [
      'a figure that does not exist',
      ['what-if', 'set.yaml', 'facts.csv', '--unit', 'SNV', '--set', '1.1.xyz=1'],
      '--set 1.1.xyz=1',
    ],
    ['a folder that is no publication', ['verify', '.'], '.'],
    ['a file that is no publication', ['verify', 'facts.csv'], 'facts.csv'],
  ])('refuses %s', async (_title, args, start) => {
    expect((await refused(args)).startsWith(start)).toBe(true);
  });
});

describe('files written', () => {
  it('are whole: the workbook can be read again, from another folder too', async () => {
    const out = join(folder, 'kết quả.xlsx');
    const run = await runParix(
      ['score', join(FIXTURES, 'set.yaml'), join(FIXTURES, 'facts.csv'), '--out', out],
      { cwd: tmpdir() },
    );
    expect(transcript(run)).toBe('--- exit 0\n');
    const read = await readTable({ path: out });
    expect(read.ok ? read.table.rows[0]?.cells.slice(0, 3) : read.problems).toEqual([
      { kind: 'number', text: '1' },
      { kind: 'text', text: 'SNV' },
      { kind: 'text', text: 'Sở Nội vụ' },
    ]);
  });

  it('are not touched when the input is wrong or the folder is missing', async () => {
    const out = join(folder, 'old.json');
    await writeFile(out, 'before');
    const before = await readdir(folder);
    const set = join(FIXTURES, 'set.yaml');
    const wrong = await runHere(['score', set, join(FIXTURES, 'amendment.yaml'), '--out', out]);
    const nowhere = await runHere([
      'score',
      set,
      join(FIXTURES, 'facts.csv'),
      '--out',
      join(folder, 'none', 'a.csv'),
    ]);
    expect([wrong.code, nowhere.code]).toEqual([3, 4]);
    expect(await readFile(out, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(before);
  });

  it('hold the exact result as JSON', async () => {
    const run = await runHere(['score', 'set.yaml', 'facts.csv', '--format', 'json']);
    const { blocks, units } = JSON.parse(run.out) as {
      blocks: unknown;
      units: readonly Record<string, unknown>[];
    };
    expect(blocks).toMatchObject([
      { block: 'k1', meanIndex: '59.88', classes: [{ count: 1 }, { count: 0 }, { count: 3 }] },
    ]);
    expect(units[1]).toMatchObject({
      unit: 'STP',
      name: 'Sở Tư pháp',
      points: '89/15',
      printedIndex: '59.33',
    });
  });
});

describe('publish', () => {
  it('does not write into a folder that is in use, and says so before it opens a database', async () => {
    const run = await runHere(['publish', 'demo-2021', '--out', FIXTURES, '--lang', 'en']);
    expect([run.code, run.out, run.err]).toEqual([4, '', expect.stringContaining('is not empty')]);
  });
});

describe('several files of facts', () => {
  it('add up to one round, and contradictions are named', async () => {
    const rows = 'unit,item,figure,value\nSYT,2.1,,80\nSNV,2.1,,85.5\n';
    await writeFile(join(folder, 'survey.csv'), rows);
    const base = ['score', join(FIXTURES, 'set.yaml'), join(FIXTURES, 'facts.csv')];
    const run = await runHere([...base, 'survey.csv', '--format', 'csv'], { cwd: folder });
    expect(run.out).toMatch(/SYT,Sở Y tế,so,k1,8\.20,10,82\.00,Tốt/);
    await writeFile(join(folder, 'other.csv'), rows.replace('85.5', '86'));
    const contradiction = await runHere([...base, 'other.csv'], { cwd: folder });
    expect([contradiction.code, contradiction.err]).toEqual([
      3,
      expect.stringMatching(/^other\.csv!D3: .*facts\.csv!H2/),
    ]);
  });
});
