import type { ReplyItem } from '@parix/api-contract';
import { expect, it } from 'vitest';
import { emptyEvidence } from '../../evidence-parts/read-evidence.ts';
import { draftOf, readReply, type ReplyDraft, serverHolds } from './reply-draft.ts';

const draft = (change: Partial<ReplyDraft>): ReplyDraft => ({
  stance: 'disagree',
  reason: 'Trang 4',
  evidence: [],
  ...change,
});
const faultsOf = (change: Partial<ReplyDraft>) => [...readReply(draft(change)).faults.keys()];

it('sends nothing without a stance, and no disagreement without a reason', () => {
  expect(faultsOf({ stance: null })).toEqual(['stance']);
  expect(faultsOf({ reason: '  ' })).toEqual(['reason']);
  expect(faultsOf({ stance: 'agree', reason: '' })).toEqual([]);
  expect(faultsOf({ evidence: [{ ...emptyEvidence, page: '3' }] })).toEqual(['evidence.0.title']);
});

it('knows what the server holds', () => {
  const { body } = readReply(draft({ evidence: [{ ...emptyEvidence, title: 'BC' }] }));
  const item = {
    answered: true,
    reply: { ...body, version: 1, appraisalVersion: 1, recordedAt: '', recordedBy: null },
  } as ReplyItem;
  expect(serverHolds(item, draftOf(item))).toBe(true);
  expect(serverHolds(item, draft({ stance: 'agree' }))).toBe(false);
  expect(serverHolds({ reply: null, answered: false } as ReplyItem, draft({}))).toBe(false);
});

it('asks again about a decision that replaced the answered one, and does not take the old answer for one', () => {
  const { body } = readReply(draft({}));
  const reply = { ...body, version: 1, appraisalVersion: 1, recordedAt: '', recordedBy: null };
  const item = { answered: false, reply } as ReplyItem;
  expect(draftOf(item)).toEqual(draft({ stance: null }));
  expect(serverHolds(item, draft({}))).toBe(false);
});
