import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipFiles } from '../publication-files.ts';
import { built, flip, folderOf } from '../testing/published-folder.ts';
import { SMALL_ROUND } from '../testing/small-round.ts';
import { verifyPublication } from './verify-publication.ts';
import { zipReader } from './zip-reader.ts';

const folder = folderOf(built(SMALL_ROUND));
const zip = zipFiles(folder);

describe('a zip', () => {
  it('gives every file as it was put in, and verifies', () => {
    const reader = zipReader(zip);
    expect(new Set(reader?.list())).toEqual(new Set(folder.keys()));
    for (const [path, bytes] of folder) expect(reader?.read(path), path).toEqual(bytes);
    expect(reader?.read('khong-co')).toBeUndefined();
    expect(reader && verifyPublication(reader).first).toBeNull();
  });

  it('that is cut short or something else is no zip', () => {
    expect(zipReader(zip.subarray(0, zip.length - 30))).toBeUndefined();
    expect(zipReader(new Uint8Array())).toBeUndefined();
    expect(zipReader(new TextEncoder().encode('<!doctype html>'))).toBeUndefined();
  });

  it('with one changed byte is refused, or still holds the same files', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: zip.length * 8 - 1 }), (bit) => {
        const reader = zipReader(flip(zip, bit));
        if (reader === undefined || !verifyPublication(reader).ok) return;
        // Dates and the like: what a reader takes from the zip is as it was.
        for (const [path, bytes] of folder) expect(reader.read(path), path).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });
});
