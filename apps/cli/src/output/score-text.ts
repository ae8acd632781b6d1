import type { CriteriaSet, ResultWarning } from '@parix/scoring';
import { say, visible, type Locale, type Text } from '../text.ts';
import { shownMaximum, shownNumber } from './numbers.ts';
import type { BlockSummary } from './score-summary.ts';
import { textTable } from './text-table.ts';

const HEADER: Readonly<Record<Locale, readonly string[]>> = {
  vi: ['Hạng', 'Mã', 'Đơn vị', 'Điểm', 'Tối đa', 'Chỉ số', 'Xếp loại'],
  en: ['Rank', 'Code', 'Unit', 'Points', 'Maximum', 'Index', 'Class'],
};
const WORDS = {
  block: say('Khối', 'Block'),
  sample: say('Bộ tiêu chí MẪU, không phải văn bản thật', 'SAMPLE criteria set, not a legal act'),
  mean: say('Chỉ số trung bình', 'Mean index'),
  ranked: say('đơn vị xếp hạng', 'units ranked'),
  units: say('đơn vị', 'units'),
  open: say(
    'tạm tính: còn tiêu chí chưa có số liệu hoặc chưa thẩm định',
    'provisional: some items have no data or are not yet appraised',
  ),
} satisfies Record<string, Text>;

/** The ranking as text: one table per block with its mean and class counts below. */
export function scoreText(set: CriteriaSet, blocks: readonly BlockSummary[], locale: Locale): string {
  const title = `${set.title} (${set.id}@${set.version})`;
  const sample = set.sample ? `${WORDS.sample[locale]}\n` : '';
  return `${visible(title)}\n${sample}${blocks.map((block) => blockText(set, block, blocks.length > 1, locale)).join('')}`;
}

function blockText(set: CriteriaSet, block: BlockSummary, named: boolean, locale: Locale): string {
  const rows = block.units.map(({ name, className, result }) => [
    result.rank === null ? '–' : String(result.rank),
    result.unit,
    name === result.unit ? '' : name,
    shownNumber(result.printedPoints, locale),
    shownMaximum(result.maximum, set.rounding.printedPoints, locale),
    `${shownNumber(result.printedIndex, locale)}${isOpen(result.counts) ? ' *' : ''}`,
    className,
  ]);
  const table = textTable(HEADER[locale], rows, ['right', 'left', 'left', 'right', 'right', 'right', 'left']);
  const head = named ? `\n${WORDS.block[locale]}: ${visible(block.block)}\n` : '\n';
  return `${head}${table}${footer(block, locale)}`;
}

function footer(block: BlockSummary, locale: Locale): string {
  const classes = block.classes.map(({ name, count }) => `${visible(name)}: ${count}`).join('; ');
  const lines = [
    `${WORDS.mean[locale]}: ${block.mean === null ? '–' : shownNumber(block.mean, locale)} (${block.ranked} ${WORDS.ranked[locale]})`,
    `${block.units.length} ${WORDS.units[locale]}. ${classes}`,
    ...(block.units.some(({ result }) => isOpen(result.counts)) ? [`* ${WORDS.open[locale]}`] : []),
  ];
  return `\n${lines.join('\n')}\n`;
}

function isOpen(counts: Readonly<Record<string, number>>): boolean {
  return (counts['no-data'] ?? 0) > 0 || (counts['not-appraised'] ?? 0) > 0;
}

/** Remarks on a result: every tie left, and how often appraised points differ from the rule's (JSON lists each). */
export function warningTexts(warnings: readonly ResultWarning[]): readonly Text[] {
  const ties = warnings.flatMap((warning) => (warning.code === 'tie-not-broken' ? [tieText(warning)] : []));
  const differing = warnings.filter((warning) => warning.code === 'awarded-differs').length;
  return differing === 0 ? ties : [...ties, awardedText(differing)];
}

function tieText(tie: Extract<ResultWarning, { code: 'tie-not-broken' }>): Text {
  const units = tie.units.map(visible).join(', ');
  return say(
    `Chú ý: khối ${visible(tie.block)}, các đơn vị ${units} bằng nhau theo mọi tiêu chí phụ nên đồng hạng.`,
    `Note: block ${visible(tie.block)}, units ${units} are equal by every tie-break and share a rank.`,
  );
}

function awardedText(count: number): Text {
  return say(
    `Chú ý: ${count} điểm thẩm định khác điểm tính theo quy tắc (--format json liệt kê từng mục).`,
    `Note: ${count} appraised points differ from those of the rule (--format json lists them).`,
  );
}
