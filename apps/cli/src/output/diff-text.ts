import type { CriteriaSet, SetDiff, UnitMovement } from '@parix/scoring';
import { say, visible, type Locale } from '../text.ts';
import { shownNumber, shownRounded } from './numbers.ts';
import { textTable } from './text-table.ts';

const WORDS = {
  same: say('Hai phiên bản giống nhau.', 'The two versions are the same.'),
  added: say('Thêm', 'Added'),
  removed: say('Bỏ', 'Removed'),
  changed: say('Thay đổi', 'Changed'),
  settings: say('Quy định chung', 'Settings'),
  cases: say('thay đổi trong ví dụ kèm theo', 'changes in worked cases'),
  none: say('(không có)', '(none)'),
  points: say('điểm', 'points'),
  nobody: say('Không đơn vị nào thay đổi.', 'No unit moves.'),
  movers: say('Đơn vị thay đổi', 'Units that move'),
};
const HEADER = {
  vi: ['Mã', 'Đơn vị', 'Điểm', 'Chỉ số', 'Xếp loại', 'Hạng', 'Tiêu chí thay đổi'],
  en: ['Code', 'Unit', 'Points', 'Index', 'Class', 'Rank', 'Items changed'],
} as const;

/** What differs between two versions, one line per difference. */
export function diffText(diff: SetDiff, locale: Locale): string {
  const head = `${diff.from.id}@${diff.from.version} → ${diff.to.id}@${diff.to.version}\n`;
  const refs = (list: SetDiff['added'], sign: string): readonly string[] =>
    list.map(
      ({ code, name, max }) =>
        `  ${sign} ${code} ${visible(name)}${max === null ? '' : ` (${max} ${WORDS.points[locale]})`}`,
    );
  const changed = diff.changed.flatMap(({ code, name, changes }) => [
    `  ~ ${code} ${visible(name)}`,
    ...changeLines(changes, locale),
  ]);
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [WORDS.added[locale], refs(diff.added, '+')],
    [WORDS.removed[locale], refs(diff.removed, '-')],
    [WORDS.changed[locale], changed],
    [WORDS.settings[locale], diff.settings.map((change) => changeLine(change, '  ', locale))],
  ];
  const body = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `\n${title}:\n${lines.join('\n')}\n`);
  return body.length === 0 ? `${head}${WORDS.same[locale]}\n` : `${head}${body.join('')}`;
}

/** Changes of a node; those of its worked cases only by their number (JSON lists them). */
function changeLines(changes: SetDiff['settings'], locale: Locale): readonly string[] {
  const isCase = ({ field }: SetDiff['settings'][number]): boolean => field.startsWith('cases');
  const cases = changes.filter(isCase).length;
  const own = changes
    .filter((change) => !isCase(change))
    .map((change) => changeLine(change, '      ', locale));
  return cases === 0 ? own : [...own, `      ${WORDS.cases[locale]}: ${cases}`];
}

function changeLine(change: SetDiff['settings'][number], indent: string, locale: Locale): string {
  return `${indent}${change.field}: ${shown(change.before, locale)} → ${shown(change.after, locale)}`;
}

function shown(value: string, locale: Locale): string {
  if (value === '') return WORDS.none[locale];
  return visible(value.length > 160 ? `${value.slice(0, 159)}…` : value);
}

/** Every unit whose points, index, class or rank differ, before and after. */
export function movementText(
  a: CriteriaSet,
  b: CriteriaSet,
  movements: readonly UnitMovement[],
  locale: Locale,
): string {
  const movers = movements.filter((movement) => movement.moved);
  if (movers.length === 0) return `\n${WORDS.nobody[locale]}\n`;
  const names = new Map([...bandNames(a), ...bandNames(b)]);
  const className = (id: string | null): string => (id === null ? '–' : (names.get(id) ?? id));
  const points = (set: CriteriaSet, exact: string): string =>
    shownRounded(exact, set.rounding.printedPoints, locale);
  const rows = movers.map(({ unit, name, before, after, items }) => [
    unit,
    name,
    arrow(points(a, before.points), points(b, after.points)),
    arrow(shownNumber(before.printedIndex, locale), shownNumber(after.printedIndex, locale)),
    arrow(className(before.classId), className(after.classId)),
    arrow(String(before.rank ?? '–'), String(after.rank ?? '–')),
    items.map((item) => item.id).join(', '),
  ]);
  const align = ['left', 'left', 'right', 'right', 'left', 'right', 'left'] as const;
  return `\n${WORDS.movers[locale]}: ${movers.length} / ${movements.length}\n${textTable(HEADER[locale], rows, align)}`;
}

function arrow(before: string, after: string): string {
  return before === after ? before : `${before} → ${after}`;
}

function bandNames(set: CriteriaSet): readonly (readonly [string, string])[] {
  return set.classification.schemes
    .flatMap((scheme) => scheme.bands)
    .map((band) => [band.id, band.name] as const);
}
