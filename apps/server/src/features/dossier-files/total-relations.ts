import { reconcilePublished } from '@parix/one-stop';

export interface Counter {
  readonly name: string;
  readonly count: number | null;
}

/** Columns of published tables by what they hold, as the tables that are known name them (lower case). */
const ROLES = {
  total: ['tổng', 'tổng số', 'tổng cộng', 'lũy kế', 'luỹ kế', 'cần xử lý', 'phải xử lý', 'tổng số hồ sơ'],
  received: ['mới tiếp nhận', 'tiếp nhận trong kỳ', 'tiếp nhận mới', 'mới'],
  carriedOver: ['tồn kỳ trước', 'kỳ trước chuyển sang', 'tồn'],
  settled: ['đã xử lý', 'đã giải quyết'],
  open: ['chưa xử lý', 'đang xử lý', 'đang giải quyết', 'chưa giải quyết'],
  early: ['trước hạn', 'sớm hạn', 'đã xử lý trước hạn'],
  onTime: ['đúng hạn', 'đã xử lý đúng hạn'],
  inTime: ['trước + đúng hạn', 'trước và đúng hạn', 'trước, đúng hạn', 'trước hạn và đúng hạn'],
  late: ['trễ hạn', 'quá hạn', 'chậm', 'chậm, quá hạn', 'trễ', 'đã xử lý trễ hạn'],
  fallenDue: ['đến hạn', 'hồ sơ đến hạn'],
} as const;
type Role = keyof typeof ROLES;

/** What a whole should be the sum of, where the table has these columns. */
const SUMS: readonly (readonly [whole: Role, parts: readonly Role[]])[] = [
  ['total', ['settled', 'open']],
  ['total', ['received', 'carriedOver']],
  ['settled', ['early', 'onTime', 'late']],
  ['settled', ['inTime', 'late']],
  ['fallenDue', ['inTime', 'late']],
  ['fallenDue', ['early', 'onTime', 'late']],
];

export interface TotalFinding {
  readonly whole: string;
  readonly parts: string[];
  readonly code: string;
  readonly sum: number;
  readonly difference: number | null;
}

const fold = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Where the columns of a published row do not add up to what they are parts of. The numbers stay as published: a
 * difference is told, never spread and never hidden.
 */
export function findingsOf(counters: readonly Counter[]): TotalFinding[] {
  const byRole = new Map<Role, Counter>();
  for (const counter of counters)
    for (const [role, names] of Object.entries(ROLES) as [Role, readonly string[]][])
      if (names.includes(fold(counter.name)) && !byRole.has(role)) byRole.set(role, counter);
  return SUMS.flatMap(([wholeRole, partRoles]) => {
    const whole = byRole.get(wholeRole);
    const parts = partRoles.flatMap((role) => byRole.get(role) ?? []);
    if (!whole || parts.length < partRoles.length) return [];
    const { sum, findings } = reconcilePublished(parts, whole);
    return findings.map(({ code, difference }) => ({
      whole: whole.name,
      parts: parts.map(({ name }) => name),
      code,
      sum,
      difference: difference ?? null,
    }));
  });
}
