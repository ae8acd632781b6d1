import { fieldOf, type CardDraft, type ItemEdit } from './card-draft.ts';
import type { ItemKey } from './card-keys.ts';
import type { CardProblem } from './card-problems.ts';
import type { CardChange, CardConflict, CardWorkbookReading } from './reading-types.ts';
import type { WorkbookItem } from './workbook-card.ts';

/**
 * What may be saved, what others changed meanwhile, and what is held back. An item is taken as a whole: its figures
 * belong together, so one wrong cell holds back all of them, and one step of the server makes each change a question.
 */
export function compileReading(draft: CardDraft): CardWorkbookReading {
  const changes: CardChange[] = [];
  const overrides: CardChange[] = [];
  const conflicts: CardConflict[] = [];
  const held = new Set(draft.problems.map(({ itemId }) => itemId));
  let unchanged = 0;
  for (const key of draft.keys.items) {
    const item = draft.items.get(key.itemId);
    if (item === undefined || held.has(item.itemId)) continue;
    const edits = draft.edits.get(key.itemId) ?? [];
    if (edits.length === 0) unchanged += 1;
    else if (key.version === item.version) changes.push(changeOf(item, key, edits));
    else {
      overrides.push(changeOf(item, key, edits));
      conflicts.push(...edits.map((edit) => conflictOf(item, key, edit)));
    }
  }
  const { exportedAt, revision } = draft.keys.meta;
  const baseRevision = Number(revision);
  const problems = inReadingOrder(draft.problems);
  return {
    ok: true,
    exportedAt,
    baseRevision,
    changes,
    conflicts,
    overrides,
    unchanged,
    problems,
  };
}

function changeOf(item: WorkbookItem, key: ItemKey, edits: readonly ItemEdit[]): CardChange {
  const figures = new Map(item.figures.map((figure) => [figure.key, figure.value]));
  let { notApplicableReason, explanation, evidence } = item;
  for (const edit of edits) {
    if (edit.part === 'figure') figures.set(edit.figure, edit.value);
    else if (edit.part === 'evidence') evidence = edit.value;
    else if (edit.part === 'explanation') explanation = edit.value;
    else notApplicableReason = edit.value;
  }
  return {
    itemId: item.itemId,
    baseVersion: key.version,
    currentVersion: item.version,
    figures: Object.fromEntries(figures),
    notApplicableReason,
    explanation,
    evidence,
    cells: edits.flatMap((edit) =>
      edit.part === 'evidence'
        ? edit.cells
        : [{ cell: edit.cell, field: fieldOf(edit), before: edit.before, after: edit.mine }],
    ),
  };
}

function conflictOf(item: WorkbookItem, key: ItemKey, edit: ItemEdit): CardConflict {
  const { cell, theirs, mine, before } = edit;
  return {
    itemId: item.itemId,
    cell,
    field: fieldOf(edit),
    theirs,
    mine,
    before,
    baseVersion: key.version,
    currentVersion: item.version,
  };
}

/** Faults as a person walks through the workbook: row by row, sheets in the order in which they are read. */
function inReadingOrder(problems: readonly CardProblem[]): readonly CardProblem[] {
  const placed = problems.map((problem) => {
    const [, sheet = '', column = '', row = ''] = /^(.*)!([A-Z]+)(\d+)$/.exec(problem.place ?? '') ?? [];
    return { problem, sheet, column: column.padStart(3), row: Number(row) };
  });
  const sheets = [...new Set(placed.map(({ sheet }) => sheet))];
  placed.sort(
    (a, b) =>
      sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) ||
      a.row - b.row ||
      (a.column < b.column ? -1 : a.column > b.column ? 1 : 0),
  );
  return placed.map(({ problem }) => problem);
}
