import type { ItemReply } from '@parix/api-contract';
import { expect, it } from 'vitest';
import { shownReplies } from './shown-replies.ts';

const reply = (version: number): ItemReply => ({
  version,
  appraisalVersion: 1,
  stance: 'agree',
  reason: null,
  evidence: [],
  recordedAt: '',
  recordedBy: null,
});
const shown = (item: Parameters<typeof shownReplies>[0]) =>
  shownReplies(item).map(({ reply: { version }, draft }) => (draft ? `draft ${version}` : `${version}`));

it('keeps what is being written in the form, with what holds until it is approved beside it', () => {
  const writing = { answered: true, editable: true };
  expect(shown({ ...writing, reply: reply(1), inForce: null })).toEqual([]);
  expect(shown({ ...writing, reply: reply(1), inForce: reply(1) })).toEqual([]);
  expect(shown({ ...writing, reply: reply(2), inForce: reply(1) })).toEqual(['1']);
});

it('shows an answer to a decision that was replaced, which is to be given again', () => {
  const again = { answered: false, editable: true };
  expect(shown({ ...again, reply: reply(1), inForce: reply(1) })).toEqual(['1']);
  expect(shown({ ...again, reply: reply(2), inForce: reply(1) })).toEqual(['1', 'draft 2']);
});

it('shows the leader, and whoever reads later, the draft beside what is in force', () => {
  const reading = { answered: true, editable: false };
  expect(shown({ ...reading, reply: reply(2), inForce: reply(1) })).toEqual(['1', 'draft 2']);
  expect(shown({ ...reading, reply: reply(1), inForce: null })).toEqual(['draft 1']);
  expect(shown({ ...reading, reply: reply(1), inForce: reply(1) })).toEqual(['1']);
});
