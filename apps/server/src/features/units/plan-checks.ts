import type { UnitChange } from '@parix/api-contract';
import type { Locale } from '../../platform/locale.ts';
import type { PlacedError } from '../../platform/refusal.ts';
import type { ChangeFacts, KnownUnit } from './change-facts.ts';
import { fillWords, showDay } from './fault-words.ts';
import { periodOn } from './periods.ts';

export type PlanProblemCode =
  | 'code-taken'
  | 'unknown-kind'
  | 'unknown-block'
  | 'before-beginning'
  | 'already-ended'
  | 'already-changed'
  | 'nothing-changes'
  | 'own-superior'
  | 'own-successor'
  | 'named-twice'
  | 'units-below';

/** Why a change cannot be made, whatever else is stored. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  /** JSON pointer into the change, or `unit:<code>`. */
  readonly place: string;
  readonly parts: Readonly<Record<string, string>>;
}

export const problem = (
  code: PlanProblemCode,
  place: string,
  parts: Readonly<Record<string, string>> = {},
): PlanProblem => ({ code, place, parts });

type NewUnit = Extract<UnitChange, { kind: 'establish' }>['unit'];

export function checkNewUnit(unit: NewUnit, facts: ChangeFacts): PlanProblem[] {
  const place = `unit:${unit.code}`;
  return [
    ...(facts.codeTaken(unit.code) ? [problem('code-taken', place, { unit: unit.code })] : []),
    ...(facts.knowsKind(unit.kind) ? [] : [problem('unknown-kind', place, { detail: unit.kind })]),
    ...unit.blocks
      .filter((block) => !facts.knowsBlock(block))
      .map((block) => problem('unknown-block', place, { detail: block })),
  ];
}

export function checkEnd({ row, periods }: KnownUnit, day: string): PlanProblem[] {
  const about = aboutUnit(row.code, periodOn(periods, day).name, day);
  if (row.validTo !== null)
    return [problem('already-ended', about.place, { ...about.parts, day: showDay(row.validTo) })];
  return day <= row.validFrom ? [tooEarly(row.code, about.parts['unit'] ?? '', row.validFrom)] : [];
}

/** A name and a superior may each be given once a day. */
export function checkNaming(
  { row, periods }: KnownUnit,
  day: string,
  naming: { readonly name: string; readonly kind: string },
): PlanProblem[] {
  const now = periodOn(periods, day);
  const { place, parts } = aboutUnit(row.code, now.name, day);
  if (day <= row.validFrom) return [tooEarly(row.code, now.name, row.validFrom)];
  if (now.from === day && now.namedBy !== null) return [problem('already-changed', place, parts)];
  return now.name === naming.name && now.kind === naming.kind
    ? [problem('nothing-changes', place, parts)]
    : [];
}

export function checkPlacing(
  { row, periods }: KnownUnit,
  day: string,
  parentId: string | null,
): PlanProblem[] {
  const now = periodOn(periods, day);
  const { place, parts } = aboutUnit(row.code, now.name, day);
  if (parentId === row.id) return [problem('own-superior', place, parts)];
  if (day <= row.validFrom) return [tooEarly(row.code, now.name, row.validFrom)];
  if (now.from === day && now.placedBy !== null) return [problem('already-changed', place, parts)];
  return now.parentId === parentId ? [problem('nothing-changes', place, parts)] : [];
}

export function changedAlready(facts: ChangeFacts, unitId: string, day: string): PlanProblem {
  const { place, parts } = aboutUnit(facts.unit(unitId).row.code, facts.nameOf(unitId), day);
  return problem('already-changed', place, parts);
}

/** Each unit at most once. */
export function checkOnce(ids: readonly string[], facts: ChangeFacts): PlanProblem[] {
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return [...new Set(twice)].map((id) =>
    problem('named-twice', `unit:${facts.unit(id).row.code}`, { unit: facts.nameOf(id) }),
  );
}

const aboutUnit = (code: string, unit: string, day: string) => ({
  place: `unit:${code}`,
  parts: { unit, day: showDay(day) },
});

const tooEarly = (code: string, unit: string, validFrom: string): PlanProblem =>
  problem('before-beginning', `unit:${code}`, { unit, day: showDay(validFrom) });

const WORDS: Readonly<Record<PlanProblemCode, Readonly<Record<Locale, string>>>> = {
  'code-taken': {
    vi: 'Mã “{unit}” đã có đơn vị dùng. Chọn mã khác.',
    en: 'The code “{unit}” is used by another unit. Choose another one.',
  },
  'unknown-kind': {
    vi: 'Không bộ tiêu chí nào có loại đơn vị “{detail}”. Chọn một loại trong danh sách.',
    en: 'No criteria set has the kind of unit “{detail}”. Choose one of the list.',
  },
  'unknown-block': {
    vi: 'Không có khối “{detail}”. Tạo khối trước, hoặc chọn khối khác.',
    en: 'There is no block “{detail}”. Create it first, or choose another.',
  },
  'before-beginning': {
    vi: '“{unit}” bắt đầu ngày {day}. Ngày hiệu lực phải sau ngày đó.',
    en: '“{unit}” begins on {day}. The change must take effect after that day.',
  },
  'already-ended': {
    vi: '“{unit}” đã kết thúc ngày {day}. Hủy ghi nhận lần kết thúc đó trước, nếu nó sai.',
    en: '“{unit}” has ended on {day} already. Annul that first, if it was wrong.',
  },
  'already-changed': {
    vi: '“{unit}” đã có một thay đổi cùng loại có hiệu lực ngày {day}. Hủy ghi nhận thay đổi đó trước, hoặc chọn ngày khác.',
    en: '“{unit}” has another change of this sort taking effect on {day}. Annul it first, or choose another day.',
  },
  'nothing-changes': {
    vi: '“{unit}” đã như vậy từ trước ngày {day}. Không có gì để ghi nhận.',
    en: '“{unit}” is like that before {day} already. There is nothing to record.',
  },
  'own-superior': {
    vi: '“{unit}” không thể trực thuộc chính nó. Chọn đơn vị cấp trên khác.',
    en: '“{unit}” cannot stand under itself. Choose another superior.',
  },
  'own-successor': {
    vi: '“{unit}” không thể vừa kết thúc vừa tiếp nhận chính nó. Bỏ đơn vị này khỏi danh sách kết thúc.',
    en: '“{unit}” cannot end and take itself over. Take it off the list of those that end.',
  },
  'named-twice': {
    vi: '“{unit}” được nêu hai lần. Giữ lại một lần.',
    en: '“{unit}” is named twice. Keep one of them.',
  },
  'units-below': {
    vi: '“{unit}” còn {detail} đơn vị trực thuộc. Chọn đơn vị tiếp nhận các đơn vị đó.',
    en: '“{unit}” has {detail} units below it. Choose the unit that takes them over.',
  },
};

export const problemInWords = ({ code, place, parts }: PlanProblem, locale: Locale): PlacedError => ({
  place,
  code,
  message: fillWords(WORDS[code][locale], parts),
});
