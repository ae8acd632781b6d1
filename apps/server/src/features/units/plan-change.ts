import type { Successor, UnitChange, UnitEffect } from '@parix/api-contract';
import type { ChangeFacts } from './change-facts.ts';
import { periodOn } from './periods.ts';
import {
  checkEnd,
  checkNaming,
  checkNewUnit,
  checkOnce,
  checkPlacing,
  changedAlready,
  type PlanProblem,
  problem,
} from './plan-checks.ts';
import { EMPTY_EDIT, type RegisterEdit } from './register-edit.ts';

/** What a change writes, what it means for each unit, and why it cannot be made. */
export interface ChangePlan {
  readonly edit: RegisterEdit;
  readonly effects: readonly UnitEffect[];
  /** What is wrong whatever else is stored; `findFaults` finds the rest. */
  readonly problems: readonly PlanProblem[];
}
/** Ids are made by the caller, so that planning is the same each time. */
export interface PlanInput {
  readonly change: UnitChange;
  readonly facts: ChangeFacts;
  readonly changeId: string;
  readonly newId: () => string;
}
interface Part {
  readonly edit?: Partial<RegisterEdit>;
  readonly effects?: readonly UnitEffect[];
  readonly problems?: readonly PlanProblem[];
}
type NewUnit = Extract<UnitChange, { kind: 'establish' }>['unit'];

export function planChange(input: PlanInput): ChangePlan {
  const parts = partsOf(input);
  return {
    edit: {
      ...EMPTY_EDIT,
      begun: parts.flatMap(({ edit }) => edit?.begun ?? []),
      statements: parts.flatMap(({ edit }) => edit?.statements ?? []),
      ended: parts.flatMap(({ edit }) => edit?.ended ?? []),
      links: parts.flatMap(({ edit }) => edit?.links ?? []),
      memberships: parts.flatMap(({ edit }) => edit?.memberships ?? []),
    },
    effects: parts.flatMap(({ effects }) => effects ?? []),
    problems: parts.flatMap(({ problems }) => problems ?? []),
  };
}

function partsOf(input: PlanInput): readonly Part[] {
  const { change, facts } = input;
  switch (change.kind) {
    case 'establish':
      return [begin(input, change.unit, input.newId())];
    case 'rename':
      return [rename(input, change.unitId, change.name, change.unitKind)];
    case 'move':
      return [
        { problems: checkOnce(change.unitIds, facts) },
        ...change.unitIds.map((id) => place(input, id, knownAbove(input, change.parentId))),
      ];
    case 'merge':
      return merge(input, change);
    case 'split':
      return split(input, change);
    case 'transfer':
      return transfer(input, change);
    case 'abolish':
      return abolish(input, change);
  }
}

function merge(input: PlanInput, change: Extract<UnitChange, { kind: 'merge' }>): readonly Part[] {
  const { facts } = input;
  const into = receiver(input, change.into);
  const own = change.predecessorIds.filter((id) => id === into.id);
  return [
    { problems: [...checkOnce(change.predecessorIds, facts), ...own.map((id) => ownSuccessor(facts, id))] },
    into.part,
    ...change.predecessorIds.flatMap((id) => [
      end(input, id, into.name),
      link(input, id, into.id, '1'),
      ...handOver(input, id, into, change.predecessorIds),
    ]),
  ];
}

function split(input: PlanInput, change: Extract<UnitChange, { kind: 'split' }>): readonly Part[] {
  const { facts } = input;
  const parts = change.parts.map(({ into, share }) => ({ ...receiver(input, into), share }));
  const known = parts.filter(({ known }) => known).map(({ id }) => id);
  const own = known.filter((id) => id === change.unitId);
  const heir = parts[Math.min(change.childrenTo, parts.length - 1)];
  return [
    { problems: [...checkOnce(known, facts), ...own.map((id) => ownSuccessor(facts, id))] },
    ...parts.map(({ part }) => part),
    end(input, change.unitId, parts.map(({ name }) => name).join('; ')),
    ...parts.map(({ id, share }) => link(input, change.unitId, id, share)),
    ...parts.map(({ name, share }) => gives(input, change.unitId, share, name)),
    ...(heir ? handOver(input, change.unitId, heir, [change.unitId]) : []),
  ];
}

function transfer(input: PlanInput, change: Extract<UnitChange, { kind: 'transfer' }>): readonly Part[] {
  const { facts } = input;
  const ids = change.parts.map(({ unitId }) => unitId);
  const own = ids.filter((id) => id === change.unitId);
  return [
    { problems: [...checkOnce(ids, facts), ...own.map((id) => ownSuccessor(facts, id))] },
    ...change.parts.flatMap(({ unitId, share }) => [
      link(input, change.unitId, unitId, share),
      gives(input, change.unitId, share, facts.nameOf(unitId)),
    ]),
  ];
}

function abolish(input: PlanInput, change: Extract<UnitChange, { kind: 'abolish' }>): readonly Part[] {
  const { facts } = input;
  const below = facts.childrenOf(change.unitId);
  const orphans = change.childrenTo === null && below.length > 0;
  const detail = { unit: facts.nameOf(change.unitId), detail: String(below.length) };
  return [
    { problems: orphans ? [problem('units-below', '/childrenTo', detail)] : [] },
    end(input, change.unitId, null),
    ...(orphans ? [] : handOver(input, change.unitId, knownAbove(input, change.childrenTo), [change.unitId])),
  ];
}

/** The unit that takes over: known, or beginning with the change. */
function receiver(input: PlanInput, into: Successor) {
  if (into.is === 'new') {
    const id = input.newId();
    return { id, name: into.unit.name, known: false, part: begin(input, into.unit, id) };
  }
  const name = input.facts.nameOf(into.unitId);
  const { code } = input.facts.unit(into.unitId).row;
  const effect = { unitId: into.unitId, code, name, effect: 'continues', before: null, after: null } as const;
  return { id: into.unitId, name, known: true, part: { effects: [effect] } };
}

function begin({ change, facts, changeId }: PlanInput, unit: NewUnit, id: string): Part {
  const { code, name, kind, parentId, blocks } = unit;
  const above = parentId === null ? null : facts.nameOf(parentId);
  return {
    edit: {
      begun: [{ id, code, from: change.effectiveOn, name, kind, parentId, changeId }],
      memberships: blocks.map((blockId) => ({ blockId, unitId: id })),
    },
    effects: [{ unitId: null, code, name, effect: 'begins', before: null, after: above }],
    problems: checkNewUnit(unit, facts),
  };
}

function end({ change, facts, changeId }: PlanInput, unitId: string, after: string | null): Part {
  const { row, periods } = facts.unit(unitId);
  const on = change.effectiveOn;
  return {
    edit: { ended: [{ unitId, on, changeId }] },
    effects: [{ unitId, code: row.code, name: facts.nameOf(unitId), effect: 'ends', before: null, after }],
    problems: checkEnd({ row, periods }, on),
  };
}

function rename(input: PlanInput, unitId: string, name: string, kindOrNull: string | null): Part {
  const { change, facts, changeId } = input;
  const unit = facts.unit(unitId);
  const now = periodOn(unit.periods, change.effectiveOn);
  const naming = { name, kind: kindOrNull ?? now.kind };
  const about = { unitId, code: unit.row.code, name: now.name };
  const kindProblem = facts.knowsKind(naming.kind)
    ? []
    : [problem('unknown-kind', `unit:${about.code}`, { detail: naming.kind })];
  return {
    edit: { statements: [{ unitId, from: change.effectiveOn, changeId, naming }] },
    effects: [
      ...(name === now.name ? [] : [{ ...about, effect: 'renamed', before: now.name, after: name } as const]),
      ...(naming.kind === now.kind
        ? []
        : [{ ...about, effect: 'kind-changed', before: now.kind, after: naming.kind } as const]),
    ],
    problems: [...checkNaming(unit, change.effectiveOn, naming), ...kindProblem],
  };
}

/** A superior by id and name: it may only begin with the change. */
type Above = { readonly id: string; readonly name: string } | null;

const knownAbove = ({ facts }: PlanInput, id: string | null): Above =>
  id === null ? null : { id, name: facts.nameOf(id) };

function place(input: PlanInput, unitId: string, above: Above): Part {
  const { change, facts, changeId } = input;
  const from = change.effectiveOn;
  const unit = facts.unit(unitId);
  const before = knownAbove(input, periodOn(unit.periods, from).parentId)?.name ?? null;
  const about = { unitId, code: unit.row.code, name: facts.nameOf(unitId), effect: 'moved', before } as const;
  const parentId = above?.id ?? null;
  return {
    edit: { statements: [{ unitId, from, changeId, placing: { parentId } }] },
    effects: [{ ...about, after: above?.name ?? null }],
    problems: checkPlacing(unit, from, parentId),
  };
}

/** Units below one that ends go to another, unless they end with it. */
function handOver(input: PlanInput, fromId: string, to: Above, ending: readonly string[]): Part[] {
  const moving = input.facts.childrenOf(fromId).filter((id) => id !== to?.id && !ending.includes(id));
  return moving.map((id) => place(input, id, to));
}

function link(
  { change, facts, changeId }: PlanInput,
  predecessorId: string,
  successorId: string,
  share: string,
): Part {
  const effectiveOn = change.effectiveOn;
  const again = facts.isLinked(predecessorId, successorId);
  return {
    edit: { links: [{ predecessorId, successorId, changeId, effectiveOn, share }] },
    problems: again ? [changedAlready(facts, predecessorId, effectiveOn)] : [],
  };
}

function gives({ facts }: PlanInput, unitId: string, share: string, to: string): Part {
  const { code } = facts.unit(unitId).row;
  const effect = {
    unitId,
    code,
    name: facts.nameOf(unitId),
    effect: 'gives',
    before: share,
    after: to,
  } as const;
  return { effects: [effect] };
}

const ownSuccessor = (facts: ChangeFacts, id: string): PlanProblem =>
  problem('own-successor', `unit:${facts.unit(id).row.code}`, { unit: facts.nameOf(id) });
