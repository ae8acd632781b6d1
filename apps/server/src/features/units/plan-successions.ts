import type { SuccessionColumnName, SuccessionRow } from '@parix/sheets';
import type { Row } from '../../db/schema.ts';
import type { Act, ChangeGroups } from './change-groups.ts';
import type { StoredUnit } from './plan-unit-row.ts';
import { EMPTY_EDIT, type EndedUnit, type RegisterEdit } from './register-edit.ts';
import { printShare, shareOf } from './shares.ts';

/** A link as stored, with the change it belongs to. */
export interface StoredLink {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly share: string;
  readonly change: Row<'unitChange'>;
}
/** A unit that stands below one that ends, on the day it ends. */
export interface Subordinate {
  readonly id: string;
  readonly parentId: string;
  readonly day: string;
}
export interface SuccessionPlanInput {
  readonly rows: readonly SuccessionRow[];
  /** By code: every unit that the rows name. */
  readonly units: ReadonlyMap<string, StoredUnit>;
  readonly links: readonly StoredLink[];
  readonly below: readonly Subordinate[];
  readonly groups: ChangeGroups;
}
export interface LinkProblem {
  readonly row: number;
  readonly column: SuccessionColumnName;
  readonly code: 'ends-another-day' | 'recorded-otherwise' | 'ends-and-stays' | 'too-early';
  readonly parts: Readonly<Record<string, string>>;
}
export interface SuccessionPlan {
  readonly edit: Omit<RegisterEdit, 'changes'>;
  /** Rows that say something new. */
  readonly added: readonly SuccessionRow[];
  readonly problems: readonly LinkProblem[];
}

/** What the file adds to what is stored. A file that was imported before adds nothing. */
export function planSuccessions(input: SuccessionPlanInput): SuccessionPlan {
  const problems = input.rows.flatMap((row) => problemOf(input, row));
  const added = input.rows.filter((row) => !isStored(input, row));
  const ended = new Map<string, EndedUnit>();
  for (const row of added) {
    const unitId = idOf(input, row.predecessor);
    if (row.kind !== 'transfer' && !ended.has(unitId)) {
      ended.set(unitId, { unitId, on: row.on, changeId: input.groups.idOf(actOf(row)) });
    }
  }
  const links = added.flatMap((row) => linkOf(input, row));
  const statements = movesBelow(input, links, ended);
  return { edit: { ...EMPTY_EDIT, ended: [...ended.values()], links, statements }, added, problems };
}

const idOf = ({ units }: SuccessionPlanInput, code: string): string => units.get(code)?.row.id ?? '';

/** A merger is one change for everything that goes into one unit; everything else one for each unit it starts from. */
function actOf({ kind, on, predecessor, successor, decisionNumber, decisionDate }: SuccessionRow): Act {
  const apart = kind === 'merge' ? (successor ?? '') : kind === 'abolish' ? '' : predecessor;
  return { kind, effectiveOn: on, decisionNumber, decisionDate, apart };
}

function linkOf(input: SuccessionPlanInput, row: SuccessionRow): RegisterEdit['links'][number][] {
  if (row.successor === null) return [];
  const { on: effectiveOn, share } = row;
  const changeId = input.groups.idOf(actOf(row));
  const [predecessorId, successorId] = [idOf(input, row.predecessor), idOf(input, row.successor)];
  return [{ predecessorId, successorId, changeId, effectiveOn, share }];
}

/** Units below one that goes over whole into another go with it; of others the register must be told. */
function movesBelow(
  { below }: SuccessionPlanInput,
  links: RegisterEdit['links'],
  ended: ReadonlyMap<string, EndedUnit>,
): RegisterEdit['statements'] {
  const whole = new Map(
    links.filter(({ share }) => share === '1').map((link) => [link.predecessorId, link] as const),
  );
  return below.flatMap(({ id, parentId, day }) => {
    const link = whole.get(parentId);
    if (!link || ended.get(id)?.on === day || id === link.successorId) return [];
    return [{ unitId: id, from: day, changeId: link.changeId, placing: { parentId: link.successorId } }];
  });
}

function isStored(input: SuccessionPlanInput, row: SuccessionRow): boolean {
  if (row.successor === null) return input.units.get(row.predecessor)?.row.validTo === row.on;
  return storedLink(input, row) !== undefined;
}

function storedLink(input: SuccessionPlanInput, row: SuccessionRow): StoredLink | undefined {
  const [from, to] = [idOf(input, row.predecessor), idOf(input, row.successor ?? '')];
  return input.links.find(
    (link) => link.predecessorId === from && link.successorId === to && link.change.effectiveOn === row.on,
  );
}

function problemOf(input: SuccessionPlanInput, row: SuccessionRow): LinkProblem[] {
  const { predecessor: unit, on: day } = row;
  const at = (column: SuccessionColumnName, code: LinkProblem['code'], parts: Record<string, string>) => [
    { row: row.row, column, code, parts: { unit, ...parts } },
  ];
  const link = storedLink(input, row);
  if (link && !agrees(link, row)) return at('change', 'recorded-otherwise', { detail: describe(link) });
  const { validFrom, validTo } = input.units.get(unit)?.row ?? { validFrom: '', validTo: null };
  if (day <= validFrom) return at('effective-on', 'too-early', { day: validFrom });
  const ends = row.kind !== 'transfer';
  if (ends && validTo !== null && validTo !== day)
    return at('effective-on', 'ends-another-day', { day: validTo });
  const both = input.rows.some(
    (other) => other.predecessor === unit && other.on === day && (other.kind === 'transfer') === ends,
  );
  return both ? at('change', 'ends-and-stays', { day }) : [];
}

const agrees = ({ share, change }: StoredLink, row: SuccessionRow): boolean =>
  printShare(shareOf(share)) === printShare(shareOf(row.share)) &&
  change.kind === row.kind &&
  change.decisionNumber === row.decisionNumber &&
  change.decisionDate === row.decisionDate;

const describe = ({ share, change }: StoredLink): string =>
  [change.kind, printShare(shareOf(share)), change.decisionNumber, change.decisionDate]
    .filter((part) => part !== null)
    .join(' · ');
