import type { ReportDetails } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, FIELDS, readReport, reportDraftOf, reportHolds } from './report-draft.ts';

const details: ReportDetails = {
  superiorBody: null,
  issuingBody: 'SỞ MẪU',
  number: '12',
  symbol: 'BC-SM',
  place: 'Tỉnh Mẫu',
  date: '2022-03-05',
  addressees: ['Sở Nội vụ'],
  recipients: ['Như trên', 'Lưu'],
  archive: 'VT',
  signer: { authority: null, title: 'GIÁM ĐỐC', name: 'Trần Văn Ký' },
  grounds: [],
  difficulties: ['Thiếu máy quét', 'Mạng chậm'],
  proposals: [],
};
const draft = reportDraftOf(details);

describe('the details of a report as typed', () => {
  it('go out and back without loss', () => {
    expect(readReport(draft)).toEqual({ details, faults: new Map() });
    expect(draft).toMatchObject({ date: '05/03/2022', difficulties: 'Thiếu máy quét\nMạng chậm' });
  });
  it('are one entry a line: blank lines and spaces around are not entries', () => {
    expect(readReport({ ...draft, proposals: ' Thêm máy \r\n\n\tThêm người\n' }).details.proposals).toEqual([
      'Thêm máy',
      'Thêm người',
    ]);
  });
  it('are composed Vietnamese, however they were typed', () => {
    expect(readReport({ ...draft, name: 'Lê Thị Chi'.normalize('NFD') }).details.signer.name).toBe(
      'Lê Thị Chi',
    );
  });
  it('lack nothing but the name of the body, and say where a text cannot be taken', () => {
    const typed = { ...draft, issuingBody: ' ', date: '31/02/2022', recipients: `Sở\n${'x'.repeat(301)}` };
    expect([...readReport(typed).faults]).toEqual([
      ['issuingBody', 'missing'],
      ['date', 'not-a-date'],
      ['recipients', 'too-long'],
    ]);
  });
  it('stand in one field each', () => {
    expect(FIELDS.map(({ key }) => key)).toEqual(FIELD_KEYS);
  });
  it('are on the server when they say the same in other spaces, and not when they differ', () => {
    expect(reportHolds(details, { ...draft, name: ' Trần Văn Ký ', date: '5-3-2022' })).toBe(true);
    expect(reportHolds(details, { ...draft, archive: 'VT, CCHC' })).toBe(false);
    expect(reportHolds({ ...details, issuingBody: 'x' }, { ...draft, issuingBody: '' })).toBe(false);
  });
});
