import type { Agreement } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import { accountNames } from '../access/account-names.read-model.ts';
import { latestOfStages } from '../appraisal/stages.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { effectOf, plainDecimal, staleSince } from '../ranking/stored-facts.read-model.ts';
import { requireRound, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { cohenKappa, leanOf, weightedKappa } from './agreement.ts';
import { listPairs, type ReadingRow } from './second-readings.queries.ts';

/** One side of a pair that was judged twice; `share`: points as a share of the maximum, null where there are none. */
interface Side {
  readonly by: string;
  readonly decision: string;
  readonly points: string | null;
  readonly share: number | null;
}
interface Twice {
  readonly unitId: string;
  readonly unitName: string;
  readonly itemId: string;
  readonly first: Side;
  readonly second: Side & { readonly reason: string | null };
}

const SHOWN = 200;

/**
 * How far the two appraisers of each drawn pair agree. The first side is the newest of the appraisal: what was
 * decided after the unit was heard, or by the council, is no judgement of the same thing.
 */
export async function agreementOf(context: Context, roundId: string): Promise<Agreement> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('agreement.read', { phase: round.phase });
  const pairs = await listPairs(context.db, roundId);
  const twice = await judgedTwice(context, round, pairs);
  const withPoints = twice.flatMap(({ first, second }): [number, number][] =>
    first.share === null || second.share === null ? [] : [[first.share, second.share]],
  );
  const names = await accountNames(
    context.db,
    twice.flatMap(({ first, second }) => [first.by, second.by]),
  );
  const decisions = twice.map(({ first, second }): [string, string] => [first.decision, second.decision]);
  const nameOf = (id: string): string => names.get(id) ?? '–';
  return {
    drawn: pairs.length,
    both: twice.length,
    withPoints: withPoints.length,
    sameDecision: decisions.filter(([first, second]) => first === second).length,
    samePoints: withPoints.filter(([first, second]) => first === second).length,
    kappa: cohenKappa(decisions),
    linearKappa: weightedKappa(withPoints, 'linear'),
    quadraticKappa: weightedKappa(withPoints, 'quadratic'),
    leans: [...names.keys()]
      .map((accountId) => ({
        accountId,
        displayName: nameOf(accountId),
        ...leanOf(sidesOf(twice, accountId)),
      }))
      .sort((a, b) => (a.mean ?? 0) - (b.mean ?? 0)),
    differences: furthest(twice).map(({ unitId, unitName, itemId, first, second }) => ({
      ...{ unitId, unitName, itemId },
      first: { by: nameOf(first.by), decision: first.decision, points: first.points },
      second: {
        by: nameOf(second.by),
        decision: second.decision,
        points: second.points,
        reason: second.reason,
      },
    })),
  };
}

/** Own and other points of everything that one person judged, on whichever side. */
const sidesOf = (twice: readonly Twice[], accountId: string) =>
  twice.flatMap(({ first, second }) => {
    if (first.share === null || second.share === null) return [];
    if (first.by === accountId) return [{ own: first.share, other: second.share }];
    return second.by === accountId ? [{ own: second.share, other: first.share }] : [];
  });

const apart = ({ first, second }: Twice): number =>
  first.share === null || second.share === null ? 1 : Math.abs(first.share - second.share);

const furthest = (twice: readonly Twice[]): readonly Twice[] =>
  twice
    .filter(({ first, second }) => first.decision !== second.decision || first.share !== second.share)
    .toSorted((a, b) => apart(b) - apart(a))
    .slice(0, SHOWN);

/** Pairs with a decision on both sides; those whose figures have changed since the first one are left out. */
async function judgedTwice(
  context: Context,
  round: Round,
  pairs: readonly ReadingRow[],
): Promise<readonly Twice[]> {
  const done = pairs.filter(({ accountId }) => accountId !== null);
  const ids = new Set(done.map(({ unitId }) => unitId));
  const units = (await roundUnits(context.db, round.id)).filter(({ id }) => ids.has(id));
  const rows = await loadRoundRows(context.db, round, units);
  const { result } = scoreLayer(rows, 'self');
  const itemIds = [...new Set(done.map(({ itemId }) => itemId))];
  const stages = await latestOfStages(context.db, { roundId: round.id, unitIds: [...ids], itemIds });
  return done.flatMap((pair): Twice[] => {
    const { unitId, itemId, accountId, decision, reason } = pair;
    const first = stages
      .get(unitId)
      ?.get(itemId)
      ?.find(({ stage }) => stage === 'first');
    const entry = rows.items.get(unitId)?.get(itemId)?.entry;
    const at = units.findIndex(({ id }) => id === unitId);
    const self = result.units[at]?.items.find(({ id }) => id === itemId);
    const max = Number(rows.stored.items.get(itemId)?.item.max ?? '0');
    if (!first?.authorId || staleSince({ entry, appraisal: first }) !== null) return [];
    if (accountId === null || decision === null || !self) return [];
    const side = (by: string, made: string, points: string | null): Side => {
      const stands = made === 'accept' ? self.points : points;
      const share = stands === null || max === 0 ? null : numberOf(stands) / max;
      return { by, decision: made, points: stands === null ? null : plainDecimal(stands), share };
    };
    return [
      {
        ...{ unitId, itemId, unitName: units[at]?.name ?? '–' },
        first: side(first.authorId, effectOf(first), first.points),
        second: { ...side(accountId, decision, pair.points), reason },
      },
    ];
  });
}

/** Points are decimals, or a ratio "a/b" where they are not finite. */
function numberOf(points: string): number {
  const [over = '0', under = '1'] = points.split('/');
  return Number(over) / Number(under);
}
