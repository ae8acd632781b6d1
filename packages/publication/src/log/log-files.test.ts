import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from './bytes.ts';
import { checkpointText, parseCheckpoint } from './checkpoint.ts';
import { logFiles, proofOf } from './log-files.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { newSigner, openNote, parseVerifierKey } from './signed-note.ts';
import { decodeBundle } from './tiles.ts';
import { parseProof, proofFile } from './tlog-proof.ts';

const origin = 'so.example/nhat-ky';
const signer = newSigner(new Uint8Array(32).fill(3), origin);
const verifiers = [parseVerifierKey(signer.vkey)].filter((verifier) => verifier !== undefined);

describe('a checkpoint', () => {
  const root = leafHash(utf8('x'));

  it('is origin, size and root, and comes back', () => {
    expect(parseCheckpoint(checkpointText(origin, 20852163, root))).toEqual({ origin, size: 20852163, root });
    expect(
      parseCheckpoint('example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n')
        ?.size,
    ).toBe(20852163);
    expect(parseCheckpoint(`${checkpointText(origin, 1, root)}an extension\n`)?.size).toBe(1);
  });

  it('is refused when malformed', () => {
    const good = checkpointText(origin, 12, root);
    const broken = [
      good.trimEnd(),
      good.replace('12', '012'),
      good.replace('12', '-1'),
      good.replace('12', '1e1'),
    ];
    for (const text of [
      ...broken,
      good.replace(origin, ''),
      `${good}\n`,
      `${origin}\n12\nAAAA\n`,
      '',
      '\n\n\n',
    ])
      expect(parseCheckpoint(text)).toBeUndefined();
    expect(() => checkpointText('two\nlines', 1, root)).toThrow(RangeError);
  });
});

describe('the log as files', () => {
  it.each([1, 2, 255, 256, 257, 513])('of %i entries proves each of a sample of entries', (size) => {
    const entries = Array.from({ length: size }, (_, i) => utf8(`{"n":${i}}`));
    const files = logFiles(entries, signer, origin);
    const checkpoint = files.get('log/checkpoint') ?? new Uint8Array();
    const opened = openNote(checkpoint, verifiers);
    const head = opened.ok ? parseCheckpoint(opened.text) : undefined;
    expect(head).toMatchObject({ origin, size });
    for (let index = 0; index < size; index += 1 + Math.floor(size / 7)) {
      const proof = parseProof(proofOf(entries, index, fromUtf8(checkpoint) ?? ''));
      const entry = entries[index] ?? new Uint8Array();
      expect(proof?.index).toBe(index);
      expect(utf8(proof?.checkpoint ?? '')).toEqual(checkpoint);
      expect(
        verifyInclusion(leafHash(entry), index, size, proof?.hashes ?? [], head?.root ?? new Uint8Array()),
      ).toBe(true);
    }
  });

  it('names partial bundles and tiles by their width and the full ones without', () => {
    const files = logFiles(
      Array.from({ length: 257 }, (_, i) => utf8(String(i))),
      signer,
      origin,
    );
    expect([...files.keys()].sort()).toEqual([
      'log/checkpoint',
      'log/tile/0/000',
      'log/tile/0/001.p/1',
      'log/tile/1/000.p/1',
      'log/tile/entries/000',
      'log/tile/entries/001.p/1',
    ]);
    expect(decodeBundle(files.get('log/tile/entries/001.p/1') ?? new Uint8Array(), 1)).toEqual([utf8('256')]);
  });
});

describe('a proof file', () => {
  const hash = leafHash(utf8('a'));
  const text = proofFile(73894, [hash, hash], signer.sign(checkpointText(origin, 109482, hash)));

  it('has the lines of tlog-proof@v1 and comes back', () => {
    expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 73894']);
    expect(text.split('\n')[4]).toBe('');
    expect(parseProof(text)).toMatchObject({ index: 73894, hashes: [hash, hash], extra: null });
  });

  it('may carry extra data, which nothing trusts', () => {
    const extra = text.replace('index', 'extra YWdl\nindex');
    expect(parseProof(extra)).toMatchObject({ index: 73894, extra: utf8('age') });
  });

  it('is refused when malformed', () => {
    const broken = [
      text.replace('@v1', '@v2'),
      text.replace('index 73894', 'index 073894'),
      text.replace('index 73894', 'index x'),
      text.replace('index 73894\n', ''),
      text.replace('index', 'extra ?\nindex'),
      text.replace('\n\n', '\nAAAA\n\n'),
      'c2sp.org/tlog-proof@v1\nindex 0\n',
    ];
    for (const changed of broken) expect(parseProof(changed)).toBeUndefined();
  });
});
