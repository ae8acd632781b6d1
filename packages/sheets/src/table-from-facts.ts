import type { CriteriaSet, Figure, FigureValue, Item, ItemFacts, UnitFacts } from '@parix/scoring';
import { factColumns, headerOf, type FactField, type FactTarget } from './fact-columns.ts';
import { EMPTY_CELL, type Cell, type Table } from './table.ts';

export interface FactsTableOptions {
  /** Only these items; all when left out. */
  readonly onlyItems?: readonly string[];
  readonly file?: string;
  readonly sheet?: string;
}

/**
 * The wide table of units' facts: a template when units have no facts yet, an export otherwise.
 * Read back by `factsFromTable` it gives the same facts. Columns for awarded points, reasons and claims
 * are written only where a unit has them.
 */
export function tableFromFacts(
  set: CriteriaSet,
  units: readonly UnitFacts[],
  options: FactsTableOptions = {},
): Table {
  const columns = factColumns(set);
  const wanted = options.onlyItems === undefined ? null : new Set(options.onlyItems);
  const targets = columns.items
    .filter((item) => wanted === null || wanted.has(item.id))
    .flatMap((item) => fieldsInUse(item, units).map((field): FactTarget => ({ item, field })));
  const unranked = units.some((unit) => unit.unranked === true);
  const own = ['unit', 'name', 'kind', 'block', ...(unranked ? ['unranked' as const] : [])] as const;
  return {
    file: options.file ?? '',
    sheet: options.sheet ?? 'Parix',
    headerRow: 1,
    header: [...own.map(headerOf), ...targets.map(columns.headerFor)],
    rows: units.map((unit, index) => ({
      row: index + 2,
      cells: [
        ...[unit.unit, unit.name ?? '', unit.kind, unit.block].map(textCell),
        ...(unranked ? [unit.unranked === true ? booleanCell(true) : EMPTY_CELL] : []),
        ...targets.map(({ item, field }) => cellFor(item, unit.items[item.id], field)),
      ],
    })),
  };
}

function fieldsInUse(item: Item, units: readonly UnitFacts[]): readonly FactField[] {
  const facts = units.flatMap((unit) => unit.items[item.id] ?? []);
  const figures: readonly FactField[] = item.figures.map((figure) => ({ part: 'figure', figure }));
  const used = (
    test: (one: ItemFacts) => boolean,
    part: Exclude<FactField['part'], 'figure' | 'claim'>,
  ): FactField[] => (facts.some(test) ? [{ part }] : []);
  return [
    ...(figures.length > 0
      ? figures
      : facts.some((one) => one.notApplicable !== undefined)
        ? [{ part: 'claim' } as const]
        : []),
    ...used((one) => one.notApplicable !== undefined && claimCell(item, one) === null, 'na'),
    ...used((one) => (one.notApplicable?.reason ?? '') !== '', 'na-reason'),
    ...used((one) => one.older !== undefined, 'older'),
    ...used((one) => one.awarded !== undefined, 'points'),
    ...used((one) => (one.awarded?.reason ?? '') !== '', 'reason'),
    ...used((one) => one.pending === true, 'pending'),
  ];
}

/** The figure in whose free cell a claim is written; null when every cell is taken. */
function claimCell(item: Item, facts: ItemFacts): Figure | null | 'claim' {
  if (item.figures.length === 0) return 'claim';
  const free = item.figures.find(
    (figure) =>
      (facts.figures?.[figure.key] ?? null) === null &&
      !(figure.type === 'choice' && figure.options.some(isClaimWord)),
  );
  return free ?? null;
}

function isClaimWord(option: { readonly id: string; readonly label: string }): boolean {
  return option.id === CLAIM || option.label.toUpperCase() === CLAIM;
}

const CLAIM = 'KAD';

function cellFor(item: Item, facts: ItemFacts | undefined, field: FactField): Cell {
  if (facts === undefined) return EMPTY_CELL;
  const claim = facts.notApplicable === undefined ? null : claimCell(item, facts);
  switch (field.part) {
    case 'figure': {
      const value = facts.figures?.[field.figure.key] ?? null;
      if (value !== null) return figureCell(field.figure, value);
      return claim === field.figure ? textCell(CLAIM) : EMPTY_CELL;
    }
    case 'claim':
      return claim === 'claim' ? textCell(CLAIM) : EMPTY_CELL;
    case 'na':
      return facts.notApplicable !== undefined && claim === null ? booleanCell(true) : EMPTY_CELL;
    case 'na-reason':
      return textCell(facts.notApplicable?.reason ?? '');
    case 'older':
      return numberCell(facts.older);
    case 'points':
      return numberCell(facts.awarded?.points);
    case 'reason':
      return textCell(facts.awarded?.reason ?? '');
    case 'pending':
      return facts.pending === true ? booleanCell(true) : EMPTY_CELL;
  }
}

function figureCell(figure: Figure, value: FigureValue): Cell {
  if (typeof value === 'boolean') return booleanCell(value);
  if (figure.type === 'date') return { kind: 'date', iso: value };
  return figure.type === 'choice' || figure.type === 'boolean' ? textCell(value) : numberCell(value);
}

function numberCell(text: string | undefined): Cell {
  return text === undefined ? EMPTY_CELL : { kind: 'number', text };
}

function booleanCell(value: boolean): Cell {
  return { kind: 'boolean', value };
}

function textCell(text: string): Cell {
  return text === '' ? EMPTY_CELL : { kind: 'text', text };
}
