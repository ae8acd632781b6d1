import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { describeSubmission } from './describe-submission.ts';
import { readFrozenCard } from './frozen-card.ts';
import type { CardKey } from './item-marks.queries.ts';
import { requireReadableCard } from './sign-off.service.ts';
import { compareCards } from './submission-changes.ts';
import { findSubmission, listSubmissionRows } from './submissions.queries.ts';

/** Submissions of a card, newest first. */
export async function listSubmissions(
  context: Context,
  key: CardKey,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  await requireReadableCard(context, key);
  const before = decodeCursor(cursor, z.tuple([z.int()]))?.[0] ?? null;
  const rows = await listSubmissionRows(context.db, key, before, limit + 1);
  return toPage(rows, limit, (row) => [row.sequence], describeSubmission);
}

/** One submission with the text that was hashed. */
export async function getSubmission(context: Context, key: CardKey, sequence: number) {
  await requireReadableCard(context, key);
  const row = (await findSubmission(context.db, key, sequence)) ?? refuse('not-found');
  return { ...describeSubmission(row), record: row.record };
}

/** What changed between two submissions of a card; without `since`, against the one before. */
export async function submissionChanges(
  context: Context,
  key: CardKey,
  sequence: number,
  since: number | undefined,
) {
  await requireReadableCard(context, key);
  const after = (await findSubmission(context.db, key, sequence)) ?? refuse('not-found');
  const [earlier] =
    since === undefined
      ? await listSubmissionRows(context.db, key, sequence, 1)
      : [await findSubmission(context.db, key, since)];
  if (!earlier || earlier.sequence >= sequence) refuse('not-found');
  const [before, now] = [readFrozenCard(earlier.record), readFrozenCard(after.record)];
  return {
    since: earlier.sequence,
    pointsBefore: before.totals.printedPoints,
    pointsAfter: now.totals.printedPoints,
    changes: [...compareCards(before, now)],
  };
}
