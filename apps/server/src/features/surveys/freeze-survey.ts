import type { UnitFacts } from '@parix/scoring';
import { loadFacts } from '@parix/scoring';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { type EntryRow, latestEntries } from '../ranking/round-rows.read-model.ts';
import { type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import { appendEntries } from '../self-scoring/append-entries.read-model.ts';
import { mixAnswers } from './answers.queries.ts';
import { insertFigures, itemsWithFigures } from './figures.queries.ts';
import type { OpenSurvey } from './open-survey.ts';
import { type ItemOutcome, outcomesOf } from './survey-outcome.ts';

/** Units counted at a time: the answers about them are in memory together. */
const AT_A_TIME = 100;
const LISTED = 200;

export interface Freezing {
  /** What becomes of items of units in which a group stayed below its quota; undefined: nobody has said yet. */
  readonly belowQuota: 'leave-out' | 'use' | undefined;
  readonly reason: string;
}

export interface Frozen {
  readonly figures: number;
  readonly leftOut: number;
  readonly belowQuota: number;
}

/**
 * Writes the figures of the survey's items for every unit, counted from the answers, as the next versions of their
 * entries; the answers are then taken over in random order. Nothing below a quota is used unless somebody says so and why.
 */
export async function freezeSurvey(
  context: Context,
  { round, row }: OpenSurvey,
  { belowQuota, reason }: Freezing,
): Promise<Frozen> {
  const { db } = context;
  const outcomes = await allOutcomes(context, { round, row });
  const short = outcomes.filter((outcome) => outcome.short.length > 0);
  if (short.length > 0 && (belowQuota === undefined || reason.trim() === ''))
    refuse('survey-below-quota', { errors: shortfalls(short, context) });
  const used = outcomes.filter(
    ({ count, short: missing }) => count !== null && (missing.length === 0 || belowQuota === 'use'),
  );
  const itemIds = [...new Set(outcomes.map(({ itemId }) => itemId))];
  const standing = await latestEntries(db, { roundId: round.id, itemIds });
  await writeFigures(context, { round, row }, used, standing);
  const kept = new Set(used.map(keyOf));
  const gone = new Set(outcomes.map(keyOf).filter((key) => !kept.has(key)));
  await takeBackFigures(
    context,
    row,
    standing.filter((entry) => gone.has(`${entry.unitId} ${entry.itemId}`)),
  );
  await mixAnswers(db, row.id, context.now);
  return { figures: used.length, leftOut: outcomes.length - used.length, belowQuota: short.length };
}

const keyOf = ({ unit, itemId }: ItemOutcome): string => `${unit.id} ${itemId}`;

async function allOutcomes(
  { db }: Context,
  { round, row }: Pick<OpenSurvey, 'round' | 'row'>,
): Promise<readonly ItemOutcome[]> {
  const units = await roundUnits(db, round.id);
  const outcomes: ItemOutcome[] = [];
  for (let at = 0; at < units.length; at += AT_A_TIME)
    outcomes.push(...(await outcomesOf(db, round, row.id, units.slice(at, at + AT_A_TIME))));
  return outcomes;
}

/** One line for each group of each unit that stayed below its quota. */
function shortfalls(short: readonly ItemOutcome[], { locale }: Context): readonly PlacedError[] {
  const cells = new Map(
    short.flatMap(({ unit, short: missing }) =>
      missing.map((cell) => [`${unit.id} ${cell.groupId}`, { unit, cell }] as const),
    ),
  );
  return [...cells.values()].slice(0, LISTED).map(({ unit, cell: { groupName, quota, answers } }) => ({
    place: `unit:${unit.code}`,
    code: 'below-quota',
    message:
      locale === 'en'
        ? `${unit.name}, ${groupName}: ${answers} of ${quota} answers.`
        : `${unit.name}, ${groupName}: ${answers} trên ${quota} phiếu.`,
  }));
}

async function writeFigures(
  context: Context,
  { round, row }: Pick<OpenSurvey, 'round' | 'row'>,
  outcomes: readonly ItemOutcome[],
  standing: readonly EntryRow[],
): Promise<void> {
  const { db, person, now, requestId } = context;
  await checkFigures(context, round, outcomes);
  const versions = new Map(standing.map((entry) => [`${entry.unitId} ${entry.itemId}`, entry]));
  const entries = outcomes.map((outcome): NewRow<'itemEntry'> => {
    const { unit, itemId, count } = outcome;
    const before = versions.get(keyOf(outcome));
    return {
      ...{ unitId: unit.id, roundId: round.id, itemId, version: (before?.version ?? 0) + 1 },
      figures: JSON.stringify(count?.figures ?? {}),
      notApplicableReason: null,
      olderPoints: before?.olderPoints ?? null,
      explanation: before?.explanation ?? null,
      evidence: JSON.stringify(before?.evidence ?? []),
      ...{ origin: 'survey-import', importRef: refOf(row) },
      ...{ authorId: person.accountId, recordedAt: now, requestId },
    };
  });
  await appendEntries(db, entries);
  await insertFigures(
    db,
    outcomes.map(({ unit, itemId, count, population, short }, at) => ({
      ...{ unitId: unit.id, roundId: round.id, itemId, entryVersion: entries[at]?.version ?? 1 },
      ...{ surveyId: row.id, answers: count?.respondents ?? null, population },
      ...{ margin: count?.margin ?? null, belowQuota: short.length > 0, exact: count?.exact ?? null },
    })),
  );
}

/** Takes back every figure of the survey that stands, as when it is cancelled; the caller holds the cards of the round. */
export async function takeBackSurvey(context: Context, { round, row }: OpenSurvey): Promise<number> {
  const itemIds = await itemsWithFigures(context.db, row.id);
  return takeBackFigures(context, row, await latestEntries(context.db, { roundId: round.id, itemIds }));
}

/** What this survey wrote into these entries and stands no more: the items have no data. */
async function takeBackFigures(
  { db, person, now, requestId }: Context,
  row: OpenSurvey['row'],
  entries: readonly EntryRow[],
): Promise<number> {
  const own = entries.filter(
    ({ importRef, figures }) =>
      importRef?.endsWith(`(${row.id})`) === true && Object.keys(figures).length > 0,
  );
  await appendEntries(
    db,
    own.map(({ unitId, roundId, itemId, version, olderPoints, explanation, evidence }) => ({
      ...{ unitId, roundId, itemId, version: version + 1, figures: '{}', notApplicableReason: null },
      ...{ olderPoints, explanation, evidence: JSON.stringify(evidence), origin: 'survey-import' as const },
      ...{ importRef: refOf(row), authorId: person.accountId, recordedAt: now, requestId },
    })),
  );
  return own.length;
}

/** How entries name the survey that they come from. */
const refOf = ({ title, id }: OpenSurvey['row']): string => `${title.slice(0, 400)} (${id})`;

/** What the engine would not take is not written: a set amended since the questionnaire was made, for one. */
async function checkFigures(
  { db }: Context,
  round: OpenSurvey['round'],
  outcomes: readonly ItemOutcome[],
): Promise<void> {
  const { plan } = await requirePlan(db, round.setVersionId);
  const { problems } = loadFacts(plan, factsOf(outcomes, round.blockId));
  const errors = problems.slice(0, LISTED).map(({ unit, item, code }) => ({
    place: `unit:${unit}/item:${item ?? ''}`,
    code,
    message:
      'Số liệu đếm được không dùng được với bộ tiêu chí. / The counted figures cannot be used with the set.',
  }));
  if (errors.length > 0) refuse('survey-invalid', { errors });
}

/** The counted figures as the engine reads them, by unit. */
export function factsOf(outcomes: readonly ItemOutcome[], block: string): readonly UnitFacts[] {
  const units = new Map<
    string,
    { unit: RoundUnit; items: Record<string, { figures: Record<string, string> }> }
  >();
  for (const { unit, itemId, count } of outcomes) {
    const known = units.get(unit.id) ?? { unit, items: {} };
    units.set(unit.id, known);
    if (count) known.items[itemId] = { figures: { ...count.figures } };
  }
  return [...units.values()].map(({ unit, items }) => {
    const { code, name, kind, unranked } = unit;
    return { unit: code, name, kind, block, ...(unranked && { unranked }), items };
  });
}
