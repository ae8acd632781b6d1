import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, readDraft } from './document-draft.ts';

const typed = (change: Partial<typeof emptyDraft>) =>
  readDraft({ ...emptyDraft, abstract: 'Kế hoạch', ...change });

describe('a document as it is typed', () => {
  it('reads days as people write them and leaves empty ones out', () => {
    const { fields, faults } = typed({ issuedOn: '5/3/2021', validTo: ' 31-12-2021 ' });
    expect(faults).toEqual({});
    expect(fields).toMatchObject({ issuedOn: '2021-03-05', validFrom: null, validTo: '2021-12-31' });
  });
  it('names each field that cannot be read', () => {
    expect(typed({ abstract: '  ', issuedOn: '31/02/2021', url: 'javascript:alert(1)' }).faults).toEqual({
      abstract: 'abstract-missing',
      issuedOn: 'not-a-date',
      url: 'not-an-address',
    });
  });
  it('refuses a validity that ends before it begins, not one of a single day', () => {
    expect(typed({ validFrom: '02/01/2021', validTo: '01/01/2021' }).faults).toEqual({
      validTo: 'ends-first',
    });
    expect(typed({ validFrom: '01/01/2021', validTo: '01/01/2021' }).faults).toEqual({});
  });
  it('gives an address typed without its scheme https', () => {
    expect(typed({ url: 'sonoivu.gov.vn/a.pdf' }).fields.url).toBe('https://sonoivu.gov.vn/a.pdf');
    expect(typed({ url: 'http://sonoivu.gov.vn' }).fields.url).toBe('http://sonoivu.gov.vn');
  });
  it('comes back from the server unchanged', () => {
    const { fields } = typed({ number: '12/KH-UBND', issuedOn: '5/3/2021', url: 'a.vn', kind: 'plan' });
    expect(readDraft(draftOf(fields)).fields).toEqual(fields);
  });
});
