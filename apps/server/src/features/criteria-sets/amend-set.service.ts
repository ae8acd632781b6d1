import { fromSetProblem } from '@parix/criteria-sets';
import { checkSet, compareVersions, compileSet, type CriteriaSet, diffSets } from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Upload } from '../../platform/uploads.ts';
import { roundFactsForSets } from '../ranking/round-facts.read-model.ts';
import { findSetRow } from './criteria-sets.queries.ts';
import { toMovement, toSetDiff } from './describe-diff.ts';
import { toSetVersion } from './describe-set.ts';
import { amendWith } from './load-documents.ts';
import { measureProblems } from './measure-problems.ts';
import { findStoredSet, type StoredSet } from './set-library.read-model.ts';
import { findingsOf, textOf } from './source-findings.ts';
import { setRow, storeVersion } from './store-set.service.ts';

/**
 * Checks an amendment against a version and, unless it is a trial, stores the version it yields. The answer holds
 * what changes in the set and how every unit of the rounds of those years would move.
 */
export async function amendSet(
  context: Context,
  versionId: string,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
) {
  context.permit('criteria-sets.manage');
  const base = (await findSetRow(context.db, versionId)) ?? refuse('not-found');
  const stored = (await findStoredSet(context.db, versionId)) ?? refuse('not-found');
  const text = textOf(file);
  const { set, problems: found } = amendAndCheck(stored.set, text, file.name);
  const { problems, warnings } = findingsOf(found, set, context.locale);
  if (problems.length > 0 && !dryRun)
    refuse('set-invalid', { errors: problems.map(({ value: _none, ...rest }) => rest) });
  if (set === null || problems.length > 0) {
    return { dryRun, stored: null, problems, warnings, diff: null, movements: [] };
  }
  const row = setRow(context, set, { document: base.document, amendments: [...base.amendments, text] });
  const diff = toSetDiff(versionId, row.id, diffSets(stored.set, set));
  const movements = await movementsOf(context, stored, set);
  if (!dryRun) await storeVersion(context, row, 'criteria-set.amended', file);
  return { dryRun, stored: toSetVersion(row), problems, warnings, diff, movements };
}

function amendAndCheck(base: CriteriaSet, text: string, file: string) {
  const amended = amendWith(base, text, file);
  if (!amended.ok) return { set: null, problems: amended.problems };
  const found = checkSet(amended.set).map((problem) => fromSetProblem(problem, file));
  return { set: amended.set, problems: [...found, ...measureProblems(amended.set, file)] };
}

/** Every round of the years the amendment names that stands on a version of the same set, with its units' moves. */
async function movementsOf(context: Context, before: StoredSet, after: CriteriaSet) {
  const amended = compileSet(after);
  if (before.plan === null || !amended.ok) return [];
  const plan = before.plan;
  const rounds = await roundFactsForSets(context.db, after.id, after.indexYears, context.now);
  return rounds.map(({ round, units, facts }) => {
    const byCode = new Map(units.map((unit) => [unit.code, unit]));
    const moves = compareVersions(plan, amended.plan, facts);
    const told = moves.flatMap((move) => {
      const unit = byCode.get(move.unit);
      return unit ? [toMovement(move, unit, after)] : [];
    });
    return { roundId: round.id, roundTitle: round.title, units: told };
  });
}
