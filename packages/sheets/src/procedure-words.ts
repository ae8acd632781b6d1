/*
 * How the choices of a catalogue of procedures are written in files; the first words are the ones written out. Keys are
 * the ids that the one-stop part knows.
 */

export const ONLINE_LEVEL_WORDS = {
  'level-1': ['Mức độ 1', 'mức 1', '1', 'level 1', 'level-1'],
  'level-2': ['Mức độ 2', 'mức 2', '2', 'level 2', 'level-2'],
  'level-3': ['Mức độ 3', 'mức 3', '3', 'level 3', 'level-3'],
  'level-4': ['Mức độ 4', 'mức 4', '4', 'level 4', 'level-4'],
  information: ['Cung cấp thông tin', 'cung cấp thông tin trực tuyến', 'information'],
  partial: ['Một phần', 'trực tuyến một phần', 'partial'],
  full: ['Toàn trình', 'trực tuyến toàn trình', 'full'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type OnlineLevelId = keyof typeof ONLINE_LEVEL_WORDS;

export const COUNTING_WORDS = {
  hours: ['theo giờ', 'giờ', 'giờ làm việc', 'hours'],
  days: ['theo ngày', 'ngày', 'ngày làm việc', 'days'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type CountingId = keyof typeof COUNTING_WORDS;

export const LATENESS_WORDS = {
  'by-day': ['theo ngày', 'ngày', 'by day', 'by-day'],
  'by-minute': ['theo phút', 'phút', 'theo giờ', 'by minute', 'by-minute'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type LatenessId = keyof typeof LATENESS_WORDS;

export type ProcedureWords = Readonly<Record<string, readonly string[]>>;
