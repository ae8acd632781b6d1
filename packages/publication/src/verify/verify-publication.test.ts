import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../log/bytes.ts';
import { newSigner } from '../log/signed-note.ts';
import { logEntry } from '../manifest.ts';
import { LOG_PATHS, publicationFiles } from '../publication-files.ts';
import {
  built,
  earlierEntries,
  edited,
  flip,
  folderOf,
  ORIGIN,
  OTHER_SIGNER,
  resealed,
  SIGNER,
} from '../testing/published-folder.ts';
import { SMALL_ROUND } from '../testing/small-round.ts';
import { readerOf } from './reader.ts';
import {
  VERIFY_STEPS,
  verifyPublication,
  type VerifyOptions,
  type VerifyStep,
} from './verify-publication.ts';

const publication = built(SMALL_ROUND);
const folder = folderOf(publication);
const paths = [...folder.keys()];
const verify = (files: ReadonlyMap<string, Uint8Array>, options: VerifyOptions = {}) =>
  verifyPublication(readerOf(files), options);
const withFile = (path: string, bytes: Uint8Array | null) => {
  const files = new Map(folder);
  if (bytes === null) files.delete(path);
  else files.set(path, bytes);
  return files;
};
const file = (path: string) => folder.get(path) ?? new Uint8Array();

describe('an untouched publication', () => {
  it('passes every step and says whether the key was trusted', () => {
    const steps: VerifyStep[] = [];
    const report = verify(folder, { onStep: (step) => steps.push(step) });
    expect(report).toMatchObject({ ok: true, first: null, keyFromFolder: true });
    expect(report.steps.map(({ name, ok }) => [name, ok])).toEqual(VERIFY_STEPS.map((name) => [name, true]));
    expect(steps).toEqual(report.steps);
    expect(verify(folder, { trustedKey: SIGNER.vkey })).toMatchObject({ ok: true, keyFromFolder: false });
    expect(verify(folder, { trustedKey: ` ${SIGNER.vkey}\n` }).ok).toBe(true);
  });

  it.each([0, 1, 254, 255, 256, 600])('passes after %i earlier log entries', (earlier) => {
    expect(verify(folderOf(publication, SIGNER, earlierEntries(earlier))).first).toBeNull();
  });

  it('passes with the signature of a witness whose key nobody here knows', () => {
    const witness = newSigner(new Uint8Array(32).fill(9), 'bo.example/witness');
    const head = fromUtf8(file(LOG_PATHS.checkpoint)) ?? '';
    const line =
      witness
        .sign(head.slice(0, head.indexOf('\n\n') + 1))
        .split('\n')
        .at(-2) ?? '';
    const files = withFile(LOG_PATHS.checkpoint, utf8(`${head}${line}\n`));
    files.set(LOG_PATHS.proof, utf8(`${fromUtf8(file(LOG_PATHS.proof)) ?? ''}${line}\n`));
    expect(verify(files).first).toBeNull();
  });
});

describe('one flipped bit', () => {
  it.each(paths)('in %s is found, and that file is named', (path) => {
    const bytes = file(path);
    const bits = fc.integer({ min: 0, max: bytes.length * 8 - 1 });
    fc.assert(
      fc.property(bits, (bit) => {
        expect(verify(withFile(path, flip(bytes, bit))).first?.path).toBe(path);
      }),
      { numRuns: 25 },
    );
  });

  it('anywhere in the log files, the manifest and the key is found in the right file', () => {
    const small = paths.filter((path) => path.startsWith('log/') && !path.startsWith('log/tile/'));
    for (const path of small)
      for (let bit = 0; bit < file(path).length * 8; bit += 5) {
        const first = verify(withFile(path, flip(file(path), bit))).first;
        if (first?.path !== path) throw new Error(`bit ${bit} of ${path}: ${JSON.stringify(first)}`);
      }
  });
});

describe('a missing, added or truncated file', () => {
  it.each(paths)('%s missing is named', (path) => {
    expect(verify(withFile(path, null)).first).toMatchObject({ path, code: 'missing' });
  });

  it.each(['them.html', 'data/khac.json', 'log/tile/0/000.p/9', 'log/them.txt', '.an'])(
    '%s added is named',
    (path) => {
      expect(verify(withFile(path, utf8('x'))).first).toMatchObject({ path, code: 'not-listed' });
    },
  );

  it.each(paths)('%s cut by one byte or emptied is named', (path) => {
    expect(verify(withFile(path, file(path).subarray(0, -1))).first?.path).toBe(path);
    expect(verify(withFile(path, new Uint8Array())).first?.path).toBe(path);
  });
});

describe('the log', () => {
  const manifestEdited = edited(file('manifest.json'), /"size":(\d)/, '"size":9$1');

  it('names a manifest that was edited consistently with its files', () => {
    const page = edited(file('index.html'), 'Sở Nội vụ', 'Sở khác');
    const forged = resealed(publication, { 'index.html': page });
    const files = new Map(folder)
      .set('index.html', page)
      .set('manifest.json', forged.get('manifest.json') ?? page);
    expect(verify(files).first).toMatchObject({ path: 'manifest.json', code: 'manifest-not-logged' });
    expect(verify(withFile('manifest.json', manifestEdited)).first).toMatchObject({
      path: 'manifest.json',
      code: 'manifest-not-logged',
      expected: publication.manifestHash,
    });
  });

  it('names the entry when manifest and entry were forged but not the log', () => {
    const forged = resealed(publication, { 'index.html': utf8('x') });
    const files = new Map(folder);
    for (const path of ['index.html', 'manifest.json', LOG_PATHS.entry])
      files.set(path, forged.get(path) ?? utf8(''));
    expect(verify(files).first).toMatchObject({ path: LOG_PATHS.entry, code: 'entry-not-in-log' });
  });

  it('refuses a checkpoint of another key and of another tree', () => {
    const foreign = folderOf(publication, OTHER_SIGNER).get(LOG_PATHS.checkpoint) ?? utf8('');
    expect(verify(withFile(LOG_PATHS.checkpoint, foreign)).first).toMatchObject({
      path: LOG_PATHS.checkpoint,
      code: 'checkpoint-not-signed',
    });
    const shorter = folderOf(publication, SIGNER, earlierEntries(2)).get(LOG_PATHS.checkpoint) ?? utf8('');
    expect(verify(withFile(LOG_PATHS.checkpoint, shorter)).ok).toBe(false);
  });

  it('refuses the whole log made again under another key, once the right key is known', () => {
    const remade = folderOf(publication, OTHER_SIGNER);
    expect(verify(remade)).toMatchObject({ ok: true, keyFromFolder: true });
    expect(verify(remade, { trustedKey: SIGNER.vkey }).first).toMatchObject({
      path: LOG_PATHS.key,
      code: 'key-not-trusted',
      expected: SIGNER.vkey,
      found: OTHER_SIGNER.vkey,
    });
    expect(verify(folder, { trustedKey: 'nonsense' }).first?.code).toBe('key-not-trusted');
  });

  it('refuses a proof for another entry', () => {
    const entries = [...earlierEntries(4), logEntry(publication.manifest, publication.manifestHash)];
    const other = publicationFiles(publication, { entries, signer: SIGNER, origin: ORIGIN }).get(
      LOG_PATHS.proof,
    );
    expect(verify(withFile(LOG_PATHS.proof, other ?? utf8(''))).first).toMatchObject({
      path: LOG_PATHS.proof,
      code: 'proof-differs',
    });
  });

  it('ends at the first missing bundle when a key signs an absurd size', () => {
    const root = (fromUtf8(file(LOG_PATHS.checkpoint)) ?? '').split('\n')[2] ?? '';
    const absurd = SIGNER.sign(`${ORIGIN}\n9007199254740991\n${root}\n`);
    expect(verify(withFile(LOG_PATHS.checkpoint, utf8(absurd))).first).toMatchObject({
      path: 'log/tile/entries/000',
      code: 'missing',
    });
  });
});

describe('the owner of the key, hashing and signing again', () => {
  const first = (changes: Record<string, Uint8Array | null>, manifest = {}) =>
    verify(resealed(publication, changes, manifest), { trustedKey: SIGNER.vkey }).first;

  it('cannot forge an exact result', () => {
    const forged = edited(file('data/results.json'), '"index":"65"', '"index":"66"');
    expect(first({ 'data/results.json': forged })).toEqual({
      path: 'data/results.json',
      code: 'value-differs',
      what: 'unit thanh-tra, index',
      expected: '65',
      found: '66',
    });
  });

  it('cannot forge the points of an item', () => {
    const forged = edited(
      file('data/results.json'),
      '"id":"2.1.1","maximum":"4","points":"2.5"',
      '"id":"2.1.1","maximum":"4","points":"4"',
    );
    expect(first({ 'data/results.json': forged })).toMatchObject({
      path: 'data/results.json',
      what: 'unit so-tu-phap, item 2.1.1, points',
    });
  });

  it('cannot forge either table', () => {
    const rank = edited(file('data/results.csv'), '\r\n4,so-tu-phap', '\r\n2,so-tu-phap');
    expect(first({ 'data/results.csv': rank })).toMatchObject({
      path: 'data/results.csv',
      what: expect.stringContaining('Hạng'),
      expected: '4',
      found: '2',
    });
    const reason = edited(file('data/items.csv'), 'Thiếu biên bản', 'Đủ biên bản');
    expect(first({ 'data/items.csv': reason })).toMatchObject({
      path: 'data/items.csv',
      what: expect.stringContaining('Lý do'),
    });
  });

  it('cannot change a figure without the result', () => {
    const facts = edited(file('data/facts.json'), '"dung_han":"99"', '"dung_han":"91"');
    expect(first({ 'data/facts.json': facts })).toMatchObject({
      path: 'data/results.json',
      what: expect.stringContaining('unit so-noi-vu'),
    });
  });

  it('cannot publish figures that the rules refuse', () => {
    const facts = edited(file('data/facts.json'), '"dung_han":"99"', '"dung_han":"1e9"');
    expect(first({ 'data/facts.json': facts })).toMatchObject({
      path: 'data/facts.json',
      code: 'facts-refused',
      what: 'unit so-noi-vu, item 2.1.1',
    });
  });

  it('cannot tell another story on a page', () => {
    const page = edited(file('units/thanh-tra.html'), 'Khá', 'Tốt');
    expect(first({ 'units/thanh-tra.html': page })).toMatchObject({
      path: 'units/thanh-tra.html',
      code: 'page-differs',
      found: expect.stringContaining('Tốt'),
    });
    const style = utf8(`${fromUtf8(file('style.css')) ?? ''}.sample{display:none}`);
    expect(first({ 'style.css': style })).toMatchObject({ path: 'style.css', code: 'page-differs' });
  });

  it('cannot add, drop or rename files', () => {
    expect(first({ 'them.html': utf8('x') })).toMatchObject({ path: 'them.html', code: 'not-reproduced' });
    expect(first({ 'units/thanh-tra.html': null })).toMatchObject({
      path: 'units/thanh-tra.html',
      code: 'missing',
    });
    expect(first({ 'data/facts.json': null })).toMatchObject({ path: 'data/facts.json' });
  });

  it('cannot swap the criteria set or name another', () => {
    const set = edited(file('data/criteria-set.yaml'), 'from: "80"', 'from: "85"');
    expect(first({ 'data/criteria-set.yaml': set })).toMatchObject({
      path: 'data/criteria-set.yaml',
      code: 'set-differs',
    });
    expect(first({}, { setVersion: '3' })).toMatchObject({ code: 'set-differs' });
    const wrongCase = edited(file('data/criteria-set.yaml'), 'dung_han: 9499', 'dung_han: 9500');
    expect(first({ 'data/criteria-set.yaml': wrongCase })).toMatchObject({
      path: 'data/criteria-set.yaml',
      code: 'set-refused',
    });
    expect(first({ 'data/criteria-set.yaml': utf8('[') })).toMatchObject({ code: 'set-refused' });
    expect(first({ 'data/amendment-1.yaml': null })).toMatchObject({ code: 'set-differs' });
  });

  it('cannot let the manifest say other than the round', () => {
    expect(first({}, { round: 'khac' })).toMatchObject({
      path: 'manifest.json',
      what: 'round',
      found: 'khac',
    });
    expect(first({}, { publishedAt: '2021-01-01T00:00:00Z' })).toMatchObject({
      path: 'manifest.json',
      what: 'publishedAt',
    });
    expect(first({}, { engine: 'khac' })).toMatchObject({ path: 'data/results.json', what: 'engine' });
  });

  it('cannot hide data in an unusual form', () => {
    const spaced = edited(file('data/facts.json'), '[\n{', '[\n {');
    expect(first({ 'data/facts.json': spaced })).toMatchObject({
      path: 'data/facts.json',
      code: 'not-canonical',
    });
    const extra = edited(file('data/round.json'), '{', '{"them":1,');
    expect(first({ 'data/round.json': extra })).toMatchObject({
      path: 'data/round.json',
      code: 'unreadable',
    });
    for (const path of [
      'data/round.json',
      'data/facts.json',
      'data/layers.json',
      'data/evidence.json',
      'data/previous.json',
    ])
      expect(first({ [path]: utf8('{') })).toMatchObject({ path, code: 'unreadable' });
  });
});

describe('a hostile folder', () => {
  it('of random bytes is refused without an exception', () => {
    fc.assert(
      fc.property(fc.subarray(paths, { minLength: 1 }), fc.uint8Array({ maxLength: 64 }), (some, bytes) => {
        const files = new Map(folder);
        for (const path of some) files.set(path, bytes);
        expect(verify(files).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('that is empty is refused', () => {
    expect(verify(new Map()).first).toMatchObject({ path: 'manifest.json', code: 'missing' });
  });
});

describe('the report', () => {
  it('names file, place and both values in Vietnamese and English', () => {
    const forged = edited(file('data/results.json'), '"index":"65"', '"index":"66"');
    const files = resealed(publication, { 'data/results.json': forged });
    expect(verify(files).steps.at(-1)?.detail).toBe(
      'data/results.json (unit thanh-tra, index): giá trị đã công bố khác với giá trị tính lại; phải là: 65; tìm thấy: 66',
    );
    expect(verify(files, { locale: 'en' }).steps.at(-1)?.detail).toBe(
      'data/results.json (unit thanh-tra, index): the published value is not the recomputed one; expected: 65; found: 66',
    );
  });
});
