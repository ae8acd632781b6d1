import type { FigureValue } from '@parix/scoring';
import fc from 'fast-check';
import { comparableText, guardedText, sameText } from '../card-workbook/canonical-text.ts';
import { FIRST_ROW, cardRows, itemLabels, type CardRow } from '../card-workbook/card-rows.ts';
import { dayText, isSheetDay, optionLabels, sameValue } from '../card-workbook/figure-cells.ts';
import {
  isWritable,
  type WorkbookCard,
  type WorkbookEvidence,
  type WorkbookFigure,
  type WorkbookItem,
} from '../card-workbook/workbook-card.ts';
import { WORDS } from '../card-workbook/words.ts';
import { figureValue, words } from './arbitrary-card.ts';
import type { CellContent, CellEdit } from './edit-workbook.ts';

/** What a person did to a workbook, and the items as they must come out of it; items that stay are left out. */
export interface CardEdits {
  readonly edits: readonly CellEdit[];
  readonly expected: ReadonlyMap<string, ExpectedItem>;
}
export interface ExpectedItem {
  readonly figures: Readonly<Record<string, FigureValue | null>>;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  /** In the order of their rows. */
  readonly evidence: readonly WorkbookEvidence[];
}

type Row = Extract<CardRow, { kind: 'item' }>;
/** One thing done: the cells written, and what becomes of the item. */
interface Step {
  readonly itemId: string;
  readonly edits: readonly CellEdit[];
  readonly apply: (item: ExpectedItem) => ExpectedItem;
}

/**
 * Texts as a program stores what was typed: an apostrophe before a formula's sign is an escape there and never typed
 * text, and an escaped escape is compared without it.
 */
const typed = words.filter((text) => guardedText(text) === text && comparableText(text) === text);

export function arbitraryEdits(card: WorkbookCard): fc.Arbitrary<CardEdits> {
  const rows = cardRows(card).filter((row) => row.kind === 'item');
  const steps = [
    ...rows.filter(({ item }) => isWritable(item)).flatMap((row) => stepsOfRow(row, card)),
    ...evidenceSteps(card),
  ];
  return fc.tuple(...steps.map((step) => fc.option(step, { nil: null }))).map((taken) =>
    expectedOf(
      card,
      taken.filter((step) => step !== null),
    ),
  );
}

function expectedOf(card: WorkbookCard, steps: readonly Step[]): CardEdits {
  const expected = new Map<string, ExpectedItem>();
  for (const item of card.items) {
    const before = stateOf(item);
    const after = steps
      .filter(({ itemId }) => itemId === item.itemId)
      .reduce((state, { apply }) => apply(state), before);
    if (!sameState(before, after)) expected.set(item.itemId, after);
  }
  return { edits: steps.flatMap(({ edits }) => edits), expected };
}

function stateOf(item: WorkbookItem): ExpectedItem {
  const { notApplicableReason, explanation, evidence } = item;
  const figures = Object.fromEntries(item.figures.map(({ key, value }) => [key, value]));
  return { figures, notApplicableReason, explanation, evidence };
}

function sameState(a: ExpectedItem, b: ExpectedItem): boolean {
  const text = (one: string | null): string => comparableText(one ?? '');
  return (
    Object.keys(a.figures).every((key) => sameValue(a.figures[key] ?? null, b.figures[key] ?? null)) &&
    text(a.notApplicableReason) === text(b.notApplicableReason) &&
    text(a.explanation) === text(b.explanation) &&
    JSON.stringify(identities(a.evidence)) === JSON.stringify(identities(b.evidence))
  );
}

/** Links in an order of their own, without what is the library's. */
export function identities(evidence: readonly WorkbookEvidence[]): readonly string[] {
  return evidence
    .map(({ documentId, title, reference, url, page, quote }) =>
      JSON.stringify(
        documentId === undefined
          ? [title, reference, url, page, quote].map(comparableText)
          : [documentId, page, comparableText(quote)],
      ),
    )
    .sort();
}

function stepsOfRow(row: Row, card: WorkbookCard): readonly fc.Arbitrary<Step>[] {
  const { item, figure, first } = row;
  const steps: fc.Arbitrary<Step>[] = [];
  if (figure !== null) steps.push(figureStep(row, figure, card));
  if (first) steps.push(textStep(row, 'explanation', 'G'));
  const claims = item.notApplicablePolicy !== 'forbidden';
  if (first && claims) steps.push(textStep(row, 'notApplicableReason', 'F'));
  return steps;
}

function textStep(
  { row, item }: Row,
  part: 'explanation' | 'notApplicableReason',
  column: string,
): fc.Arbitrary<Step> {
  return typed.map((text) => ({
    itemId: item.itemId,
    edits: [{ sheet: 1, cell: `${column}${row}`, content: text === '' ? null : { text } }],
    apply: (state) => {
      const same = sameText(state[part] ?? '', text);
      return same ? state : { ...state, [part]: text === '' ? null : text };
    },
  }));
}

function figureStep({ row, item }: Row, figure: WorkbookFigure, card: WorkbookCard): fc.Arbitrary<Step> {
  return fc.option(figureValue(figure), { nil: null }).chain((value) =>
    contentsOf(figure, value, card).map((content) => ({
      itemId: item.itemId,
      edits: [{ sheet: 1, cell: `E${row}`, content }],
      apply: (state) => {
        const same = sameValue(state.figures[figure.key] ?? null, value);
        return same ? state : { ...state, figures: { ...state.figures, [figure.key]: value } };
      },
    })),
  );
}

/** The ways in which a person or a program may have put a value. */
function contentsOf(
  figure: WorkbookFigure,
  value: FigureValue | null,
  { locale }: WorkbookCard,
): fc.Arbitrary<CellContent> {
  if (value === null) return fc.constantFrom<CellContent>(null, { text: '' }, { text: '  ' });
  if (typeof value === 'boolean') {
    const yes = value
      ? ['Có', 'có', 'x', 'TRUE', WORDS[locale].yes]
      : ['Không', 'khong', 'no', WORDS[locale].no];
    return fc.oneof(
      fc.constant({ boolean: value }),
      fc.constantFrom(...yes).map((text) => ({ text })),
    );
  }
  switch (figure.type) {
    case 'date': {
      const texts = [{ text: dayText(value) }, { text: value }, { text: ` ${dayText(value)} ` }];
      return fc.constantFrom<CellContent>(...texts, ...(isSheetDay(value) ? [{ day: value }] : []));
    }
    case 'choice':
      return fc.constant({ text: guardedText(optionLabels(figure).get(value) ?? value) });
    case 'integer':
    case 'decimal':
    case 'boolean':
      return fc.constantFrom<CellContent>(
        { number: value },
        { text: value },
        { text: value.replace('.', ',') },
        { text: `\u00a0${value.replace('.', ',')} ` },
      );
  }
}

function evidenceSteps(card: WorkbookCard): readonly fc.Arbitrary<Step>[] {
  const rows = card.items.flatMap((item) => item.evidence.map((link) => ({ item, link })));
  const existing = rows.flatMap(({ item, link }, index) =>
    isWritable(item) ? [linkStep(item, link, FIRST_ROW + index)] : [],
  );
  const writable = card.items.filter(isWritable);
  if (writable.length === 0) return existing;
  const labels = itemLabels(card.items);
  const added = [0, 1].map((offset) =>
    fc
      .record({
        item: fc.constantFrom(...writable),
        title: typed,
        page: fc.constantFrom('', '7'),
        quote: typed,
      })
      .filter(({ title }) => title !== '')
      .map(({ item, title, page, quote }) => {
        const row = FIRST_ROW + rows.length + offset;
        const texts = [guardedText(labels.get(item.itemId) ?? ''), title, '', page, quote, ''];
        return {
          itemId: item.itemId,
          edits: texts.map((text, at) => ({
            sheet: 2,
            cell: `${'ABCDEF'[at] ?? ''}${row}`,
            content: { text },
          })),
          apply: (state: ExpectedItem) => ({
            ...state,
            evidence: [...state.evidence, { title, reference: '', url: '', page, quote }],
          }),
        };
      }),
  );
  return [...existing, ...added];
}

/** Takes a link away, or gives it another page. */
function linkStep(item: WorkbookItem, link: WorkbookEvidence, row: number): fc.Arbitrary<Step> {
  const columns = link.documentId === undefined ? 'ABCDEF' : 'A';
  const remove: Step = {
    itemId: item.itemId,
    edits: [...columns].map((column) => ({ sheet: 2, cell: `${column}${row}`, content: null })),
    apply: (state) => ({ ...state, evidence: state.evidence.filter((one) => one !== link) }),
  };
  const turn: Step = {
    itemId: item.itemId,
    edits: [{ sheet: 2, cell: `D${row}`, content: { number: '12' } }],
    apply: (state) => ({
      ...state,
      evidence: state.evidence.map((one) => (one === link ? { ...one, page: '12' } : one)),
    }),
  };
  return fc.constantFrom(remove, turn);
}
