import { cleanLine, cleanText } from '../clean-text.ts';
import { list, required, text, type FieldDefinition, type FieldRecord } from './field-tree.ts';

export const GROUNDS: FieldDefinition = list('Căn cứ, mỗi căn cứ một đoạn', {
  noi_dung: text('Một căn cứ, đã có dấu chấm phẩy hoặc dấu chấm cuối'),
});

/**
 * Each ground on a line of its own, ended by a semicolon, the last by a full stop (the annex, mục II.6.a), whatever
 * mark it was typed with.
 */
export function groundFields(grounds: readonly string[]): readonly FieldRecord[] {
  return grounds.map((ground, index) => ({
    noi_dung: `${cleanLine(ground).replace(/[\s.;,]+$/u, '')}${index === grounds.length - 1 ? '.' : ';'}`,
  }));
}

/** A list of plain texts. */
export const textList = (meaning: string, one: string): FieldDefinition =>
  list(meaning, { noi_dung: required(text(one)) });

/** Whether there is anything, whether there is nothing, and the texts. */
export function listFields(name: string, entries: readonly string[]): FieldRecord {
  return {
    [`co_${name}`]: entries.length > 0,
    [`khong_co_${name}`]: entries.length === 0,
    [name]: entries.map((entry) => ({ noi_dung: cleanText(entry) })),
  };
}
