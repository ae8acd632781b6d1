import type { InspectionPackage } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import {
  countLocal,
  findingsOf,
  keyOf,
  type LocalVisit,
  openLocal,
  settleLocal,
  takeAnswers,
  takeOperations,
  writeLocal,
} from './local-visit.ts';

const VISIT: InspectionPackage = {
  id: '00000000-0000-4000-8000-000000000001',
  unitId: '00000000-0000-4000-8000-000000000002',
  unitName: 'Xã Mẫu',
  planId: '00000000-0000-4000-8000-000000000003',
  planTitle: 'Kế hoạch (mẫu)',
  roundId: 'mau',
  startsAt: '2026-07-21T01:00:00Z',
  endsAt: '2026-07-21T04:00:00Z',
  place: 'Trụ sở',
  state: 'planned',
  team: [],
  checks: 0,
  answered: 0,
  findings: 0,
  mine: true,
  version: 1,
  roundTitle: 'Mẫu',
  decision: { number: '1', date: '2026-01-01', issuer: 'UBND' },
  checkList: [],
  findingList: [],
  photos: [],
  proceedings: null,
  keptAside: [],
  items: [],
  records: [],
  draftSha256: null,
  may: {
    fill: true,
    manage: false,
    close: false,
    reopen: false,
    addAddendum: false,
    signForUnit: [],
    addScan: false,
  },
};
const NOW = '2026-07-21T02:00:00Z';
const FINDING = 'f0000000-0000-4000-8000-000000000000';
const finding = (statement: string) => ({
  ...{ kind: 'shortcoming' as const, statement, recommendation: '', itemId: null, checkId: null },
  ...{ repeatsFindingId: null, withdrawn: false },
});
let ids = 0;
const newId = () => `o${(ids += 1)}`;
const written = (statement: string, local: LocalVisit = openLocal('a', VISIT, NOW)) =>
  writeLocal(local, 'finding', FINDING, finding(statement), NOW);
const stated = (local: LocalVisit) => findingsOf(local).map(({ value }) => value.statement);

describe('a visit on a device', () => {
  it('sends the same operation again until it is answered, and what was typed meanwhile after it', () => {
    const first = takeOperations(written('một'), newId);
    const typed = written('một hai', first.local);
    const again = takeOperations(typed, newId);
    expect(again.operations).toEqual(first.operations);
    const id = first.operations[0]?.id ?? '';
    const applied = { id, outcome: 'applied' as const, version: 1, value: null, code: null, message: null };
    const answered = takeAnswers(again.local, [applied]);
    expect(stated(answered)).toEqual(['một hai']);
    expect(takeOperations(answered, newId).operations).toMatchObject([
      { base: 1, value: { statement: 'một hai' } },
    ]);
  });

  it('keeps what is being written when the visit is loaded again', () => {
    const local = written('của tôi');
    const row = { ...finding('của người kia'), id: FINDING, version: 1, itemCode: null, by: null, at: NOW };
    const loaded = openLocal('a', { ...VISIT, findingList: [row] }, NOW, local);
    expect(stated(loaded)).toEqual(['của tôi']);
  });

  it('shows both texts of a conflict and sends what was decided', () => {
    const { local, operations } = takeOperations(written('của tôi'), newId);
    const id = operations[0]?.id ?? '';
    const conflict = { id, outcome: 'conflict' as const, version: 3, code: null, message: null };
    const both = takeAnswers(local, [{ ...conflict, value: finding('của người kia') }]);
    expect(countLocal(both)).toEqual({ waiting: 0, conflicts: 1, refused: 0 });
    expect(stated(both)).toEqual(['của tôi']);
    const settled = settleLocal(both, keyOf('finding', FINDING), finding('cả hai'), NOW);
    expect(takeOperations(settled, newId).operations).toMatchObject([
      { base: 3, resolves: id, value: { statement: 'cả hai' } },
    ]);
  });

  it('keeps what the server refused, with its words', () => {
    const { local, operations } = takeOperations(written('muộn'), newId);
    const id = operations[0]?.id ?? '';
    const message = 'Biên bản đã đóng';
    const refused = {
      id,
      outcome: 'refused' as const,
      version: 0,
      value: null,
      code: 'inspection-state',
      message,
    };
    const kept = takeAnswers(local, [refused]);
    expect(countLocal(kept)).toMatchObject({ refused: 1 });
    expect(stated(kept)).toEqual(['muộn']);
    expect(kept.things[keyOf('finding', FINDING)]?.message).toBe(message);
  });

  it('does not send a finding that has no words yet', () => {
    expect(takeOperations(written('  '), newId).operations).toEqual([]);
  });

  it('sends a photo once its bytes are there, and lets go of it when it was taken', () => {
    const photo = {
      ...{ id: 'p', operationId: 'op', findingId: FINDING, caption: '', fileName: 'a.jpg', notedAt: NOW },
      ...{ uploadId: null, message: null },
    };
    const local = { ...openLocal('a', VISIT, NOW), photos: [photo] };
    expect(takeOperations(local, newId).operations).toEqual([]);
    const there = { ...local, photos: [{ ...photo, uploadId: 'u' }] };
    expect(takeOperations(there, newId).operations).toMatchObject([{ id: 'op', value: { uploadId: 'u' } }]);
    const answer = { id: 'op', version: 0, value: null, message: 'x' };
    const lost = takeAnswers(there, [{ ...answer, outcome: 'refused', code: 'upload-missing' }]);
    expect(lost.photos).toMatchObject([{ uploadId: null }]);
    expect(takeAnswers(there, [{ ...answer, outcome: 'applied', code: null }]).photos).toEqual([]);
  });
});
