import { unitCode, type UnitChangeKind } from '@parix/api-contract';
import type { CallOptions } from '../../api/call.ts';
import { readDate } from '../../format/dates.ts';
import { shareOfText } from './share-text.ts';

/** A unit that was chosen. */
export interface Picked {
  readonly id: string;
  readonly name: string;
  /** null where only the name is known. */
  readonly code: string | null;
  /** What a unit that takes its place is likely to have too. */
  readonly like?: Omit<NewUnitDraft, 'code' | 'name'>;
}
export interface NewUnitDraft {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: Picked | null;
  readonly blocks: readonly string[];
}
/** A unit that takes something over: one that exists, or one that begins. */
export interface PartDraft {
  readonly is: 'known' | 'new';
  readonly known: Picked | null;
  readonly fresh: NewUnitDraft;
  readonly share: string;
}
/** Everything that may be typed for any kind of change; each kind takes what it needs. */
export interface ChangeDraft {
  readonly kind: UnitChangeKind;
  readonly effectiveOn: string;
  readonly decisionNumber: string;
  readonly decisionDate: string;
  readonly note: string;
  /** What the change is about. */
  readonly units: readonly Picked[];
  readonly name: string;
  readonly unitKind: string;
  /** Where units go: the new superior, or what takes over those below one that ends. */
  readonly parent: Picked | null;
  readonly into: PartDraft;
  readonly parts: readonly PartDraft[];
  /** Index of the part that takes over the units below. */
  readonly heir: number;
}
export type ChangeInput = CallOptions<'previewUnitChange'>['body'];
/** Fields to be mended, such as `effectiveOn` or `part.1.share`. */
export type Faults = ReadonlySet<string>;

const EMPTY_UNIT: NewUnitDraft = { code: '', name: '', kind: '', parent: null, blocks: [] };
export const EMPTY_PART: PartDraft = { is: 'new', known: null, fresh: EMPTY_UNIT, share: '' };

export const emptyChange = (kind: UnitChangeKind): ChangeDraft => ({
  kind,
  effectiveOn: '',
  decisionNumber: '',
  decisionDate: '',
  note: '',
  units: [],
  name: '',
  unitKind: '',
  parent: null,
  into: EMPTY_PART,
  parts: kind === 'transfer' ? [EMPTY_PART] : [EMPTY_PART, EMPTY_PART],
  heir: 0,
});

/** Another kind of the same change: what was typed stays, a split has two parts at least. */
export function withKind({ parts }: ChangeDraft, kind: UnitChangeKind): Partial<ChangeDraft> {
  return kind === 'split' && parts.length < 2 ? { kind, parts: [...parts, EMPTY_PART] } : { kind };
}

/** The change that was typed, or the fields to be mended first. */
export function readChange(draft: ChangeDraft): {
  readonly change: ChangeInput | null;
  readonly faults: Faults;
} {
  const faults = new Set<string>();
  const need = <T>(value: T | undefined | null | '', field: string): T | null => {
    if (value === undefined || value === null || value === '') faults.add(field);
    return value === undefined || value === '' ? null : value;
  };
  const document = {
    effectiveOn: need(readDate(draft.effectiveOn), 'effectiveOn') ?? '',
    decisionNumber: draft.decisionNumber.trim() || null,
    decisionDate:
      draft.decisionDate.trim() === '' ? null : need(readDate(draft.decisionDate), 'decisionDate'),
    note: draft.note.trim() || null,
  };
  const change = { ...document, ...contentOf(draft, need, faults) };
  return faults.size > 0 ? { change: null, faults } : { change, faults };
}

type Need = <T>(value: T | undefined | null | '', field: string) => T | null;

function contentOf(draft: ChangeDraft, need: Need, faults: Set<string>) {
  const { kind, parent } = draft;
  const [first] = draft.units;
  const unitId = kind === 'establish' ? '' : (need(first?.id, 'units') ?? '');
  switch (kind) {
    case 'establish':
      return { kind, unit: newUnitOf(draft.into.fresh, 'into', need) };
    case 'rename':
      return { kind, unitId, name: need(draft.name.trim(), 'name') ?? '', unitKind: draft.unitKind || null };
    case 'move':
      return { kind, unitIds: draft.units.map(({ id }) => id), parentId: parent?.id ?? null };
    case 'merge':
      return {
        kind,
        predecessorIds: draft.units.map(({ id }) => id),
        into: intoOf(draft.into, 'into', need),
      };
    case 'split':
      return {
        kind,
        unitId,
        parts: draft.parts.map((part, at) => ({
          into: intoOf(part, `part.${at}`, need),
          share: need(shareOfText(part.share), `part.${at}.share`) ?? '',
        })),
        childrenTo: Math.min(draft.heir, draft.parts.length - 1),
      };
    case 'transfer':
      return { kind, unitId, parts: transferredTo(draft, need, faults) };
    case 'abolish':
      return { kind, unitId, childrenTo: parent?.id ?? null };
  }
}

/** Parts go to units that exist. */
const transferredTo = ({ parts }: ChangeDraft, need: Need, faults: Set<string>) => {
  if (parts.length === 0) faults.add('parts');
  return parts.map((part, at) => ({
    unitId: need(part.known?.id, `part.${at}.known`) ?? '',
    share: need(shareOfText(part.share), `part.${at}.share`) ?? '',
  }));
};

function intoOf(part: PartDraft, at: string, need: Need) {
  if (part.is === 'new') return { is: 'new' as const, unit: newUnitOf(part.fresh, at, need) };
  return { is: 'known' as const, unitId: need(part.known?.id, `${at}.known`) ?? '' };
}

function newUnitOf(unit: NewUnitDraft, at: string, need: Need) {
  const code = unitCode.safeParse(unit.code.trim());
  return {
    code: need(code.data, `${at}.code`) ?? '',
    name: need(unit.name.trim(), `${at}.name`) ?? '',
    kind: need(unit.kind, `${at}.kind`) ?? '',
    parentId: unit.parent?.id ?? null,
    blocks: [...unit.blocks],
  };
}

/** A chosen unit lends what is likely the same to the units that take its place, unless something was typed there. */
export function withSubjects(draft: ChangeDraft, units: readonly Picked[]): Partial<ChangeDraft> {
  const like = draft.units.length === 0 ? units[0]?.like : undefined;
  if (!like) return { units };
  const lend = (part: PartDraft): PartDraft =>
    isUntouched(part.fresh) ? { ...part, fresh: { ...part.fresh, ...like } } : part;
  return { units, into: lend(draft.into), parts: draft.parts.map(lend) };
}

const isUntouched = ({ kind, parent, blocks }: NewUnitDraft): boolean =>
  kind === '' && parent === null && blocks.length === 0;
