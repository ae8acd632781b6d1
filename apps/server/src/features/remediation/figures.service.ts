import type { RemediationFigures, ROUTES } from '@parix/api-contract';
import { describeFactProblem, type Item } from '@parix/scoring';
import { TASK_OUTCOMES } from '@parix/workflow';
import type { z } from 'zod';
import type { NewRow } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { scoreFacts } from '../ranking/round-facts.read-model.ts';
import { type EntryRow, latestEntries } from '../ranking/round-rows.read-model.ts';
import { entryFacts } from '../ranking/stored-facts.read-model.ts';
import { requireRound, type Round, type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import { appendEntries } from '../self-scoring/append-entries.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { countOutcomes, type UnitOutcome } from './count-outcomes.ts';
import { insertGiven, insertTake, lastTake } from './count-outcomes.queries.ts';

type Choice = z.output<typeof ROUTES.takeRemediationFigures.body>;
interface Target {
  readonly roundId: string;
  readonly itemId: string;
}

/** Everything that a preview and a taking have in common. */
interface Counting {
  readonly round: Round;
  readonly source: Round;
  readonly item: Item;
  readonly units: readonly CountedUnit[];
  readonly formula: string;
}
interface CountedUnit {
  readonly unit: RoundUnit;
  readonly entry: EntryRow | undefined;
  readonly outcome: UnitOutcome;
  /** What the item's figures become; null: no task was due, or nobody can say how many. */
  readonly figures: Readonly<Record<string, string>> | null;
  readonly points: string | null;
  readonly problem: string | null;
}

/** What the plans of an earlier round come to as two figures of an item, unit by unit; nothing is stored. */
export async function previewFigures(
  context: Context,
  target: Target,
  choice: Choice,
): Promise<RemediationFigures> {
  const round = await requireRound(context.db, target.roundId, context.now);
  context.permit('facts.import', { phase: round.phase });
  return describe(context, target, await count(context, round, target, choice));
}

/** Stores them as the next version of the item's entries, with where they come from. */
export async function takeFigures(
  context: Context,
  target: Target,
  choice: Choice,
): Promise<RemediationFigures> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const round = await requireRound(db, target.roundId, inside.now, 'update');
    await lockCardsOfRound(db, target.roundId);
    inside.permit('facts.import', { phase: round.phase });
    const counting = await count(inside, round, target, choice);
    const given = counting.units.filter(({ figures, problem }) => figures !== null && problem === null);
    if (given.length === 0) refuse('nothing-to-count');
    await requireUnsealed(inside, counting, given);
    await store(inside, counting, choice, given);
    return describe(inside, target, counting);
  });
}

async function count(context: Context, round: Round, { itemId }: Target, choice: Choice): Promise<Counting> {
  const { db, now } = context;
  const source = await requireRound(db, choice.source, now);
  const stored = await requirePlan(db, round.setVersionId);
  const { item } = stored.items.get(itemId) ?? refuse('not-found');
  requireFit(context, round, source, item, choice);
  const units = await roundUnits(db, round.id);
  const unitIds = units.map(({ id }) => id);
  const span = { from: choice.dueFrom, to: choice.dueTo, unitIds, now };
  const outcomes = await countOutcomes(db, round, source, span);
  const entries = new Map(
    (await latestEntries(db, { roundId: round.id, itemId })).map((row) => [row.unitId, row]),
  );
  const counted = units.map((unit) => {
    const outcome = outcomes.get(unit.id) ?? { tasks: [], dividedFrom: [] };
    const entry = entries.get(unit.id);
    return { unit, entry, outcome, figures: figuresOf(outcome, entry, choice) };
  });
  return {
    round,
    source,
    item,
    formula: formulaOf(source, choice),
    units: score(context, stored, round, item, counted),
  };
}

function figuresOf(
  { tasks, dividedFrom }: UnitOutcome,
  entry: EntryRow | undefined,
  { counted, fixedFigure, totalFigure }: Choice,
): Readonly<Record<string, string>> | null {
  if (tasks.length === 0 || dividedFrom.length > 0) return null;
  const fixed = tasks.filter(
    ({ outcome }) => outcome === 'fixed-in-time' || (outcome === 'fixed-late' && counted === 'fixed'),
  );
  const kept = Object.entries(entry?.figures ?? {}).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[key, value]] : [],
  );
  return {
    ...Object.fromEntries(kept),
    [fixedFigure]: String(fixed.length),
    [totalFigure]: String(tasks.length),
  };
}

type Uncounted = Omit<CountedUnit, 'points' | 'problem'>;

/** Lets the engine say what the item comes to with the figures, and what it would refuse. */
function score(
  { locale }: Context,
  stored: StoredSet,
  round: Round,
  item: Item,
  counted: readonly Uncounted[],
): readonly CountedUnit[] {
  if (stored.plan === null) return refuse('set-not-usable');
  const facts = counted.map(({ unit: { code, name, kind, unranked }, entry, figures }) => {
    const own = entry
      ? entryFacts(item, { ...entry, figures: figures ?? entry.figures })
      : { figures: figures ?? {} };
    const block = round.blockId;
    return { unit: code, name, kind, block, ...(unranked && { unranked }), items: { [item.id]: own } };
  });
  const { result, problems } = scoreFacts(stored.plan, facts);
  return counted.map((each, at) => {
    const fault = problems.find(({ unit, item: id }) => unit === each.unit.code && id === item.id);
    const points = result.units[at]?.items.find(({ id }) => id === item.id)?.printedPoints ?? null;
    const divided = each.outcome.dividedFrom.join(', ');
    const problem =
      divided !== ''
        ? locale === 'en'
          ? `Only a part of ${divided} is in this unit: nobody can say which tasks are its own.`
          : `Chỉ một phần của ${divided} nhập vào đơn vị này: không xác định được nhiệm vụ nào là của đơn vị.`
        : fault && each.figures !== null
          ? describeFactProblem(fault, locale)
          : null;
    return { ...each, points: each.figures === null ? null : points, problem };
  });
}

function requireFit(
  { locale }: Context,
  round: Round,
  source: Round,
  item: Item,
  { fixedFigure, totalFigure, dueFrom, dueTo }: Choice,
): void {
  const isNumber = (key: string): boolean =>
    item.figures.some(
      (figure) =>
        figure.key === key &&
        (figure.type === 'integer' || figure.type === 'decimal') &&
        figure.measured === undefined,
    );
  const fault = (place: string, vi: string, en: string) => ({
    place,
    code: 'does-not-fit',
    message: locale === 'en' ? en : vi,
  });
  const errors = [
    ...(source.indexYear >= round.indexYear
      ? [fault('/source', 'Chọn đợt của năm trước.', 'Choose a round of an earlier year.')]
      : []),
    ...(dueFrom > dueTo
      ? [fault('/dueTo', 'Ngày cuối phải sau ngày đầu.', 'The last day must be after the first.')]
      : []),
    ...(!isNumber(fixedFigure) || !isNumber(totalFigure) || fixedFigure === totalFigure
      ? [fault('/fixedFigure', 'Chọn hai số liệu là số của mục.', 'Choose two numbers of the item.')]
      : []),
  ];
  if (errors.length > 0) refuse('bad-request', { errors });
}

const shownDay = (day: string): string => day.split('-').reverse().join('/');

function formulaOf({ title }: Round, { counted, dueFrom, dueTo }: Choice): string {
  const what = counted === 'fixed' ? 'đã khắc phục' : 'đã khắc phục đúng hạn';
  return `Số nhiệm vụ ${what} trên tổng số nhiệm vụ có thời hạn từ ${shownDay(dueFrom)} đến ${shownDay(dueTo)} trong kế hoạch khắc phục sau “${title}”`;
}

/** Cards that lie with a leader or were submitted are not changed behind their back. */
async function requireUnsealed(
  { db, now, locale }: Context,
  { round, item }: Counting,
  units: readonly CountedUnit[],
): Promise<void> {
  if (!item.selfScored) return;
  const ids = units.map(({ unit }) => unit.id);
  const standings = await cardStandings(db, round, ids, now);
  const sealed = units.filter(({ unit }) => SEALED.has(standings.get(unit.id)?.state ?? ''));
  if (sealed.length === 0) return;
  const message =
    locale === 'en' ? 'The card is with its leader or submitted.' : 'Phiếu đang trình hoặc đã chốt.';
  const errors = sealed.map(({ unit }) => ({ place: `unit:${unit.code}`, code: 'card-state', message }));
  refuse('card-state', { errors: errors.slice(0, 200) });
}
const SEALED: ReadonlySet<string> = new Set(['unit-review', 'submitted']);

async function store(
  context: Context,
  { round, source, item, formula }: Counting,
  choice: Choice,
  units: readonly CountedUnit[],
): Promise<void> {
  const { db, person, now, requestId } = context;
  const takeId = newId();
  const { counted, dueFrom, dueTo, fixedFigure, totalFigure } = choice;
  await insertTake(db, {
    ...{ id: takeId, roundId: round.id, itemId: item.id, sourceRoundId: source.id, dueFrom, dueTo, counted },
    ...{ fixedFigure, totalFigure, formula, units: units.length },
    ...{ authorId: person.accountId, at: now, requestId },
  });
  const entries = units.map(({ unit, entry, figures }): NewRow<'itemEntry'> => ({
    ...{ unitId: unit.id, roundId: round.id, itemId: item.id, version: (entry?.version ?? 0) + 1 },
    ...{
      figures: JSON.stringify(figures),
      notApplicableReason: null,
      olderPoints: entry?.olderPoints ?? null,
    },
    ...{ explanation: entry?.explanation ?? null, evidence: JSON.stringify(entry?.evidence ?? []) },
    ...{ origin: 'imported', importRef: `${formula} (${takeId})`.slice(0, 500) },
    ...{ authorId: person.accountId, recordedAt: now, requestId },
  }));
  await appendEntries(db, entries);
  await insertGiven(
    db,
    units.map(({ unit, entry, outcome, figures }) => ({
      ...{
        unitId: unit.id,
        roundId: round.id,
        itemId: item.id,
        entryVersion: (entry?.version ?? 0) + 1,
        takeId,
      },
      figures: JSON.stringify({
        [fixedFigure]: figures?.[fixedFigure],
        [totalFigure]: figures?.[totalFigure],
      }),
      tasks: JSON.stringify(outcome.tasks),
    })),
  );
  const detail = { itemId: item.id, source: source.id, units: units.length, formula };
  await recordAudit(db, context, {
    action: 'remediation.figures-taken',
    subject: `round:${round.id}`,
    detail,
  });
}

async function describe(
  { db }: Context,
  { roundId, itemId }: Target,
  { item, formula, units }: Counting,
): Promise<RemediationFigures> {
  const taken = await lastTake(db, roundId, itemId);
  return {
    itemId,
    itemName: item.name,
    formula,
    units: units.map(({ unit, outcome, points, problem }) => ({
      ...{ unitId: unit.id, unitCode: unit.code, unitName: unit.name, due: outcome.tasks.length },
      counts: countsOf(outcome),
      points,
      problem,
    })),
    taken: taken ? { ...taken, at: taken.at.toISOString() } : null,
  };
}

function countsOf({ tasks }: UnitOutcome) {
  const of = (wanted: (typeof TASK_OUTCOMES)[number]) =>
    tasks.filter(({ outcome }) => outcome === wanted).length;
  return {
    'fixed-in-time': of('fixed-in-time'),
    'fixed-late': of('fixed-late'),
    'not-fixed': of('not-fixed'),
  };
}
