import type { ItemFacts, UnitFacts } from '@parix/scoring';
import type { CellProblemCode } from './cell-problems.ts';
import { fold } from './cell-values.ts';
import { report, type ItemDraft, type KnownUnit, type Reading, type UnitDraft } from './facts-reading.ts';

export function finishUnit(reading: Reading, draft: UnitDraft): UnitFacts {
  const known = reading.known?.get(draft.unit);
  const name = draft.own.get('name')?.value ?? known?.name;
  const unranked = draft.own.has('unranked')
    ? draft.own.get('unranked')?.value === 'true'
    : known?.unranked === true;
  const items = [...draft.items].map(([id, facts]) => [id, finishItem(reading, draft.unit, facts)] as const);
  return {
    unit: draft.unit,
    ...(name === undefined ? {} : { name }),
    kind: kindOf(reading, draft, known),
    block: blockOf(reading, draft, known),
    ...(unranked ? { unranked } : {}),
    items: Object.fromEntries(items.filter(([, facts]) => Object.keys(facts).length > 0)),
  };
}

function kindOf(reading: Reading, draft: UnitDraft, known: KnownUnit | undefined): string {
  const { unitKinds } = reading.set;
  const given = draft.own.get('kind');
  const options = unitKinds.map((kind) => kind.id).join(', ');
  if (given !== undefined) {
    const found = unitKinds.find((kind) => kind.id === given.value || fold(kind.name) === fold(given.value));
    if (found === undefined)
      report(reading, 'unknown-kind', given.at, given.value, { unit: draft.unit, detail: { options } });
    return found?.id ?? given.value;
  }
  const [only, second] = unitKinds;
  const implied = known?.kind ?? (second === undefined ? only?.id : undefined);
  if (implied === undefined)
    report(reading, 'missing-kind', draft.at, draft.unit, { unit: draft.unit, detail: { options } });
  return implied ?? '';
}

function blockOf(reading: Reading, draft: UnitDraft, known: KnownUnit | undefined): string {
  const block = draft.own.get('block')?.value ?? known?.block ?? reading.options.defaultBlock;
  if (block === undefined) report(reading, 'missing-block', draft.at, draft.unit, { unit: draft.unit });
  return block ?? '';
}

const NO_TEXTS: NonNullable<ItemDraft['texts']> = new Map();

function finishItem(reading: Reading, unit: string, facts: ItemDraft): ItemFacts {
  const figures = facts.figures.length === 0 ? {} : { figures: Object.fromEntries(facts.figures) };
  if (facts.texts === null && !facts.claimed && !facts.pending) return figures;
  return { ...figures, ...finishDecisions(reading, unit, facts, facts.texts ?? NO_TEXTS) };
}

function finishDecisions(
  reading: Reading,
  unit: string,
  { item, claimed, pending }: ItemDraft,
  texts: NonNullable<ItemDraft['texts']>,
): ItemFacts {
  const text = (part: string): string | undefined => texts.get(part)?.value;
  const [points, older] = [text('points'), text('older')];
  const orphan = (part: string, code: CellProblemCode): void => {
    const found = texts.get(part);
    if (found !== undefined) report(reading, code, found.at, found.value, { unit, item: item.id });
  };
  if (points === undefined) orphan('reason', 'reason-without-points');
  if (!claimed) orphan('na-reason', 'reason-without-claim');
  return {
    ...(claimed ? { notApplicable: { reason: text('na-reason') ?? '' } } : {}),
    ...(older === undefined ? {} : { older }),
    ...(points === undefined ? {} : { awarded: { points, reason: text('reason') ?? '' } }),
    ...(pending ? { pending: true } : {}),
  };
}
