import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../fields/document-kinds.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { createTypstCompiler } from './typst-compiler.ts';
import { withMemoryCap } from './wasm-memory.ts';

/** A module with one memory of one page, exported as "m". */
const TINY = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 109, 2, 0]);

describe('a memory cap', () => {
  it('is written into the module and nothing else is changed', () => {
    const capped = withMemoryCap(TINY, 300);
    expect([...capped]).toEqual([0, 97, 115, 109, 1, 0, 0, 0, 5, 5, 1, 1, 1, 0xac, 2, 7, 5, 1, 1, 109, 2, 0]);
    expect([...withMemoryCap(capped, 2)]).toEqual([
      0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 1, 1, 2, 7, 5, 1, 1, 109, 2, 0,
    ]);
  });

  it('is refused when the module needs more from the start, or has no memory', () => {
    expect(() => withMemoryCap(TINY, 0)).toThrow();
    expect(() => withMemoryCap(TINY.subarray(0, 8), 10)).toThrow();
  });

  it('fits the compiler that is shipped', async () => {
    const path = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm');
    const module = await readFile(path);
    expect(withMemoryCap(module, 8_192).length - module.length).toBeLessThanOrEqual(2);
  });

  it('stops a document that needs more, within the cap', async () => {
    const cap = 64 * 1024 * 1024;
    const compiler = await createTypstCompiler(cap);
    const fields = fieldsOf(sampleReport(1_000));
    expect(() => compiler.compile('self-assessment-report', fields)).toThrow();
    expect(compiler.memoryBytes()).toBeLessThanOrEqual(cap);
  });
});
