import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeHasher, newCode, printedCode, readCode, receiptHash } from './survey-code.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'parix-codes-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

describe('a code', () => {
  const codes = Array.from({ length: 300 }, newCode);

  it('is read however it is typed', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{12}$/);
      expect(printedCode(code)).toMatch(/^.{4}-.{4}-.{4}$/);
      for (const typed of [code, printedCode(code), ` ${printedCode(code).toLowerCase()} `])
        expect(readCode(typed)).toBe(code);
    }
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('with one wrong sign, or two neighbours swapped, is none', () => {
    for (const code of codes.slice(0, 40))
      for (let at = 0; at < code.length; at += 1) {
        for (const sign of '23456789ABCDEFGHJKMNPQRSTUVWXYZ')
          if (sign !== code[at]) expect(readCode(code.slice(0, at) + sign + code.slice(at + 1))).toBeNull();
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2);
        if (at + 1 < code.length && code[at] !== code[at + 1]) expect(readCode(swapped)).toBeNull();
      }
  });

  it('is not taken for something else', () => {
    for (const typed of [
      '',
      'ABC',
      'O'.repeat(12),
      '0'.repeat(12),
      `${codes[0]}2`,
      'ẤẬỐỘ-ẤẬỐỘ-ẤẬỐỘ',
      "'; drop--12",
    ])
      expect(readCode(typed)).toBeNull();
  });
});

it('hashes under keys of the installation, another one for receipts', () => {
  const hash = codeHasher({ dataDir });
  const code = newCode();
  expect(hash(code)).toEqual(codeHasher({ dataDir })(code));
  expect(hash(code)).not.toEqual(hash(newCode()));
  expect(receiptHash({ dataDir }, code, 't')).not.toEqual(receiptHash({ dataDir }, code, 'u'));
  expect(receiptHash({ dataDir }, code, '')).not.toEqual(hash(`${code} `));
});
