import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryEdits, identities } from '../testing/arbitrary-card-edits.ts';
import { arbitraryCard } from '../testing/arbitrary-card.ts';
import { editCells } from '../testing/edit-workbook.ts';
import { readCardWorkbook } from './read-card-workbook.ts';
import type { CardChange, CardWorkbookReading } from './reading-types.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { writeCardWorkbook } from './write-card-workbook.ts';

/** A bound against a test that hangs, far above what it takes. */
const BOUND = 600_000;
const cardAndEdits = arbitraryCard.chain((card) =>
  arbitraryEdits(card).map((edited) => ({ card, ...edited })),
);

function comparable({
  figures,
  notApplicableReason,
  explanation,
  evidence,
}: Omit<CardChange, 'itemId' | 'cells'>): unknown {
  return { figures, notApplicableReason, explanation, evidence: identities(evidence) };
}

/** The same card after others saved these items: later versions, other values nowhere. */
function movedOn(card: WorkbookCard, ids: ReadonlySet<string>): WorkbookCard {
  const items = card.items.map((item) =>
    ids.has(item.itemId) ? { ...item, version: item.version + 1 } : item,
  );
  return { ...card, revision: card.revision + 1, items };
}

function untouched({ revision, exportedAt, items }: WorkbookCard): CardWorkbookReading {
  const none = { changes: [], conflicts: [], overrides: [], problems: [] };
  return { ok: true, ...none, baseRevision: revision, exportedAt, unchanged: items.length };
}

describe('the round trip', () => {
  it(
    'of 300 random cards changes nothing untouched, and exactly what was edited',
    async () => {
      await fc.assert(
        fc.asyncProperty(cardAndEdits, async ({ card, edits, expected }) => {
          const written = await writeCardWorkbook(card);
          expect(await readCardWorkbook(written, card)).toEqual(untouched(card));
          if (edits.length === 0) return;
          const reading = await readCardWorkbook(await editCells(written, edits), card);
          if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
          expect(reading.problems).toEqual([]);
          expect(reading.conflicts).toEqual([]);
          expect(reading.unchanged).toBe(card.items.length - expected.size);
          const found = reading.changes.map((change) => [change.itemId, comparable(change)]);
          const wanted = card.items.flatMap(({ itemId, version }) => {
            const item = expected.get(itemId);
            return item === undefined
              ? []
              : [[itemId, comparable({ ...item, baseVersion: version, currentVersion: version })]];
          });
          expect(found).toEqual(wanted);
        }),
        { numRuns: 300 },
      );
    },
    BOUND,
  );

  it(
    'asks about every changed item that moved on meanwhile, and about no other',
    async () => {
      const moved = cardAndEdits.chain((one) =>
        fc.subarray(one.card.items.map(({ itemId }) => itemId)).map((ids) => ({ ...one, ids: new Set(ids) })),
      );
      await fc.assert(
        fc.asyncProperty(moved, async ({ card, edits, expected, ids }) => {
          const written = await writeCardWorkbook(card);
          const file = edits.length === 0 ? written : await editCells(written, edits);
          const reading = await readCardWorkbook(file, movedOn(card, ids));
          if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
          const changed = card.items.map(({ itemId }) => itemId).filter((itemId) => expected.has(itemId));
          const asked = changed.filter((itemId) => ids.has(itemId));
          expect(reading.changes.map(({ itemId }) => itemId)).toEqual(
            changed.filter((itemId) => !ids.has(itemId)),
          );
          expect(reading.overrides.map(({ itemId }) => itemId)).toEqual(asked);
          expect([...new Set(reading.conflicts.map(({ itemId }) => itemId))]).toEqual(asked);
          for (const { before, theirs, mine, baseVersion, currentVersion } of reading.conflicts) {
            expect([before, currentVersion]).toEqual([theirs, baseVersion + 1]);
            expect(mine).not.toBe(theirs);
          }
        }),
        { numRuns: 100 },
      );
    },
    BOUND,
  );
});
