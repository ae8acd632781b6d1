import type { UnitChange } from '@parix/api-contract';
import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { holdsOn } from './anchor.ts';
import { knownKinds } from './known-kinds.ts';
import { periodOn, type Periods } from './periods.ts';
import { findUnitsByCode, findUnitsById, loadPeriods } from './register.queries.ts';
import { listBlockRows } from './units.queries.ts';

export interface KnownUnit {
  readonly row: Row<'unit'>;
  readonly periods: Periods;
}
/** What is stored of everything that a change speaks of, on the day it takes effect. */
export interface ChangeFacts {
  readonly unit: (id: string) => KnownUnit;
  /** Name on that day. */
  readonly nameOf: (id: string) => string;
  /** Units directly below one that ends. */
  readonly childrenOf: (id: string) => readonly string[];
  readonly codeTaken: (code: string) => boolean;
  /** A part of the one went to the other on that day already. */
  readonly isLinked: (predecessorId: string, successorId: string) => boolean;
  /** Every kind is good while no criteria set is stored. */
  readonly knowsKind: (kind: string) => boolean;
  readonly knowsBlock: (id: string) => boolean;
}

/** 404 when the change names a unit that does not exist. */
export async function loadChangeFacts(db: Db, change: UnitChange): Promise<ChangeFacts> {
  const day = change.effectiveOn;
  const named = unitsNamed(change);
  const children = await childrenOn(db, unitsEnding(change), day);
  const ids = [...new Set([...named, ...children.map(({ id }) => id)])];
  const units = await loadUnits(db, ids);
  if (named.some((id) => !units.has(id))) refuse('not-found');
  const parents = [...units.values()].flatMap(({ periods }) => periodOn(periods, day).parentId ?? []);
  const others = await loadUnits(
    db,
    parents.filter((id) => !units.has(id)),
  );
  const unit = (id: string): KnownUnit => units.get(id) ?? others.get(id) ?? refuse('not-found');
  const codes = newUnitsOf(change).map(({ code }) => code);
  const taken = new Set((await findUnitsByCode(db, codes)).map(({ code }) => code));
  const links = new Set(await linksOn(db, named, day));
  const blocks = new Set((await listBlockRows(db)).map(({ id }) => id));
  return {
    unit,
    nameOf: (id) => periodOn(unit(id).periods, day).name,
    childrenOf: (id) => children.filter((child) => child.parentId === id).map((child) => child.id),
    codeTaken: (code) => taken.has(code) || codes.indexOf(code) !== codes.lastIndexOf(code),
    isLinked: (from, to) => links.has(`${from} ${to}`),
    knowsKind: await knownKinds(db),
    knowsBlock: (id) => blocks.has(id),
  };
}

async function loadUnits(db: Db, ids: readonly string[]): Promise<Map<string, KnownUnit>> {
  const rows = await findUnitsById(db, ids);
  const periods = await loadPeriods(db, ids);
  return new Map(rows.map((row) => [row.id, { row, periods: periods.get(row.id) ?? [] }]));
}

/** Units directly below the given ones on the day. */
export function childrenOn(db: Db, parentIds: readonly string[], day: string) {
  return db
    .selectFrom('unitPeriod as p')
    .innerJoin('unit as u', 'u.id', 'p.unitId')
    .select(['u.id', sql<string>`p.parent_id`.as('parentId')])
    .where('p.parentId', '=', sql<string>`any(${parentIds}::uuid[])`)
    .where(holdsOn(day))
    .orderBy('u.code')
    .execute();
}

async function linksOn(db: Db, predecessorIds: readonly string[], day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('unitSuccession')
    .select(['predecessorId', 'successorId'])
    .where('predecessorId', '=', sql<string>`any(${predecessorIds}::uuid[])`)
    .where('effectiveOn', '=', day)
    .execute();
  return rows.map(({ predecessorId, successorId }) => `${predecessorId} ${successorId}`);
}

export function newUnitsOf(change: UnitChange) {
  if (change.kind === 'establish') return [change.unit];
  const intos =
    change.kind === 'merge'
      ? [change.into]
      : change.kind === 'split'
        ? change.parts.map((part) => part.into)
        : [];
  return intos.flatMap((into) => (into.is === 'new' ? [into.unit] : []));
}

export function unitsEnding(change: UnitChange): readonly string[] {
  if (change.kind === 'merge') return change.predecessorIds;
  return change.kind === 'split' || change.kind === 'abolish' ? [change.unitId] : [];
}

/** Every unit that the change names, superiors of new units included. */
function unitsNamed(change: UnitChange): readonly string[] {
  const above = newUnitsOf(change).flatMap(({ parentId }) => parentId ?? []);
  switch (change.kind) {
    case 'establish':
      return above;
    case 'rename':
      return [change.unitId];
    case 'move':
      return [...change.unitIds, ...(change.parentId === null ? [] : [change.parentId])];
    case 'merge':
      return [...change.predecessorIds, ...knownIn([change.into]), ...above];
    case 'split':
      return [change.unitId, ...knownIn(change.parts.map(({ into }) => into)), ...above];
    case 'transfer':
      return [change.unitId, ...change.parts.map(({ unitId }) => unitId)];
    case 'abolish':
      return [change.unitId, ...(change.childrenTo === null ? [] : [change.childrenTo])];
  }
}

const knownIn = (intos: readonly { readonly is: string; readonly unitId?: string }[]): string[] =>
  intos.flatMap(({ unitId }) => unitId ?? []);
