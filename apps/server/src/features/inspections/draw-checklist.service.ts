import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import { newId } from '../../platform/ids.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { loadRoundRows, type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import {
  effectOf,
  isExempt,
  plainDecimal,
  standingDecision,
  type StoredItem,
} from '../ranking/stored-facts.read-model.ts';
import { requireRound, type Round, type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import { unreadKeys } from '../second-readings/blind-pairs.read-model.ts';
import { evidenceOf, findRoundBefore } from '../self-scoring/last-round.read-model.ts';
import { lastNames, unresolvedFindings } from './earlier-findings.queries.ts';
import { type OpenVisit, openVisit, requireTeam } from './visit-access.ts';
import { insertChecks } from './written.queries.ts';
import type { VisitKey } from './visits.queries.ts';

type Line = Pick<
  NewRow<'inspectionCheck'>,
  'source' | 'itemId' | 'itemCode' | 'earlierFindingId' | 'question'
>;

/** Draws the checklist again: what has become open since is added, nothing is taken away. */
export async function drawChecklist(context: Context, key: VisitKey): Promise<{ added: number }> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const open = await openVisit(inside, key, true);
    requireTeam(inside, open);
    if (open.row.state !== 'planned') refuse('inspection-state');
    return { added: await drawInto(inside, open) };
  });
}

/**
 * Adds a line for each shortcoming of earlier visits that nobody found fixed, each open item of the card (reduced,
 * to be explained, or undecided and without evidence) and each item that lost points in the last published round.
 * @returns how many lines were new
 */
export async function drawInto(context: Context, { key, row }: OpenVisit): Promise<number> {
  const { db, now } = context;
  const round = await requireRound(db, row.roundId, now);
  const unit = (await roundUnits(db, round.id)).find(({ id }) => id === key.unitId);
  const lines = [
    ...(await earlierLines(context, key)),
    ...(unit ? await openLines(context, round, unit) : []),
    ...(unit ? await lastYearLines(context, round, unit) : []),
  ];
  return insertChecks(
    db,
    lines.map((line) => ({ ...line, ...key, id: newId(), authorId: null, recordedAt: now })),
  );
}

async function earlierLines({ db, now }: Context, key: VisitKey): Promise<readonly Line[]> {
  const found = await unresolvedFindings(db, key);
  const others = [...new Set(found.map(({ unitId }) => unitId))].filter((id) => id !== key.unitId);
  const names = await lastNames(db, others, legalDayOf(now));
  return found.map(({ id, unitId, itemId, itemCode, statement, foundOn }) => ({
    source: 'earlier-finding',
    ...{ itemId, itemCode, earlierFindingId: id },
    question:
      `Tồn tại đã kết luận ngày ${dayWords(foundOn)}${ofUnit(names.get(unitId))}: ${clip(statement)}`.normalize(
        'NFC',
      ),
  }));
}

/** Of a unit that is part of this one now. */
const ofUnit = (name: string | undefined): string => (name ? ` (${name})` : '');

const dayWords = (day: string): string => day.split('-').toReversed().join('/');
/** A line asks; the whole text stands beside it. */
const clip = (text: string): string => (text.length <= 600 ? text : `${text.slice(0, 599)}…`);

async function openLines({ db }: Context, round: Round, unit: RoundUnit): Promise<readonly Line[]> {
  const rows = await loadRoundRows(db, round, [unit]);
  const blind = await unreadKeys(db, round);
  return [...rows.stored.items.values()].flatMap(({ item }): Line[] => {
    if (item.pointsFrom !== 'appraisal' || item.rule === null || isExempt(item, unit.kind)) return [];
    if (blind.has(`${unit.id} ${item.id}`)) return [];
    const why = whyOpen(rows.items.get(unit.id)?.get(item.id), item.evidence.required !== 'none');
    return why === null ? [] : [lineOf('open-item', item, why)];
  });
}

/** Why an item is open; null: it is not. */
function whyOpen(stored: StoredItem | undefined, wantsEvidence: boolean): string | null {
  const decision = stored && standingDecision(stored);
  const effect = decision && effectOf(decision);
  if (effect === 'reduce') return `thẩm định giảm điểm${because(decision?.reason)}`;
  if (effect === 'needs-explanation') return `yêu cầu giải trình${because(decision?.reason)}`;
  if (decision || !wantsEvidence) return null;
  if (stored?.entry && evidenceOf(stored.entry).length > 0) return null;
  return 'chưa có tài liệu kiểm chứng';
}

const because = (reason: string | null | undefined): string => (reason ? ` (${clip(reason)})` : '');

const lineOf = (
  source: Line['source'],
  { id, code, name }: { readonly id: string; readonly code: string; readonly name: string },
  why: string,
): Line => ({
  ...{ source, itemId: id, itemCode: code, earlierFindingId: null },
  question: `${name}: ${why}`.normalize('NFC'),
});

async function lastYearLines({ db, now }: Context, round: Round, unit: RoundUnit): Promise<readonly Line[]> {
  const earlierId = await findRoundBefore(db, round, unit.id);
  if (earlierId === undefined) return [];
  const earlier = await requireRound(db, earlierId, now);
  const then = (await roundUnits(db, earlier.id)).find(({ id }) => id === unit.id);
  const rows = await loadRoundRows(db, earlier, then ? [then] : []);
  return lostItems(rows, unit.id).map(({ item, points, reason }) =>
    lineOf(
      'last-year',
      item,
      `năm ${earlier.indexYear} đạt ${vietnamese(points)}/${vietnamese(item.max ?? '0')} điểm${because(reason)}`,
    ),
  );
}

const vietnamese = (decimal: string): string => plainDecimal(decimal).replace('.', ',');

function lostItems(rows: RoundRows, unitId: string) {
  const results = scoreLayer(rows, 'final').result.units[0]?.items ?? [];
  return results.flatMap(({ id, status, points, maximum, printedPoints }) => {
    const item = rows.stored.items.get(id)?.item;
    if (!item || status !== 'scored' || points === null || compareExact(points, maximum) >= 0) return [];
    const stored = rows.items.get(unitId)?.get(id);
    const reason = (stored && standingDecision(stored)?.reason) ?? null;
    return [{ item, points: printedPoints ?? '0', reason }];
  });
}
