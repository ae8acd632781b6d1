import { describe, expect, it } from 'vitest';
import { fileNameOf } from './get-file.ts';

describe('the name of a file', () => {
  it('is taken from the form that keeps every letter, then from the plain one', () => {
    expect(
      fileNameOf(`attachment; filename="bien-ban.docx"; filename*=UTF-8''bi%C3%AAn%20b%E1%BA%A3n.docx`),
    ).toBe('biên bản.docx');
    expect(fileNameOf('attachment; filename="bien-ban.docx"')).toBe('bien-ban.docx');
    expect(fileNameOf('')).toBe('tai-lieu');
  });
});
