import type { UnitProgress } from '@parix/api-contract';
import type { CardState, Forecast, NoticeKind } from '@parix/workflow';
import type { Locale } from '../../platform/locale.ts';
import { writtenInstant } from './written-time.ts';

type Words<T extends string> = Readonly<Record<T, readonly [vi: string, en: string]>>;

const STATES: Words<CardState> = {
  'not-started': ['Chưa bắt đầu', 'Not started'],
  'in-progress': ['Đang nhập', 'In progress'],
  'unit-review': ['Chờ lãnh đạo duyệt', 'Waits for approval'],
  returned: ['Bị trả lại', 'Returned'],
  submitted: ['Đã chốt', 'Submitted'],
  'not-submitted': ['Không nộp đúng hạn', 'Not submitted in time'],
};
const FORECAST_WORDS: Words<Forecast> = {
  done: ['Xong', 'Done'],
  'on-track': ['Kịp hạn', 'On track'],
  'at-risk': ['Có nguy cơ trễ', 'At risk'],
  missed: ['Đã quá hạn', 'Missed'],
  'no-deadline': ['Chưa đặt hạn', 'No deadline'],
};
const KINDS: Words<NoticeKind> = {
  deadline: ['Nhắc hạn', 'Deadline'],
  sent: ['Trình duyệt', 'Sent for approval'],
  returned: ['Trả lại', 'Returned'],
  submitted: ['Đã chốt', 'Submitted'],
  extended: ['Gia hạn', 'Extended'],
  reopened: ['Mở lại', 'Opened again'],
  flagged: ['Cần xem lại', 'Needs another look'],
  chased: ['Đôn đốc', 'Chased'],
  'missing-digest': ['Tổng hợp hằng ngày', 'Daily digest'],
  published: ['Công bố', 'Published'],
  'preliminary-result': ['Kết quả sơ bộ', 'Preliminary result'],
  'reply-deadline': ['Nhắc hạn giải trình', 'Deadline of answers'],
  answered: ['Đơn vị giải trình', 'A unit answered'],
  'dossiers-due': ['Nhắc hồ sơ', 'Dossiers due'],
  'remediation-due': ['Nhắc khắc phục', 'Remediation due'],
  'second-appraisal': ['Thẩm định lại', 'Second appraisal'],
};
const HEADER: readonly (readonly [string, string])[] = [
  ['Mã đơn vị', 'Code'],
  ['Đơn vị', 'Unit'],
  ['Trạng thái phiếu', 'State'],
  ['Mục đủ số liệu', 'Items filled'],
  ['Tổng số mục', 'Items'],
  ['Mục đã sẵn sàng', 'Items ready'],
  ['Hoạt động gần nhất', 'Last activity'],
  ['Người được giao', 'Assigned to'],
  ['Mục đã giao', 'Items assigned'],
  ['Hạn', 'Deadline'],
  ['Được gia hạn', 'Extended'],
  ['Dự báo', 'Forecast'],
  ['Số ngày cần thêm', 'Days needed'],
  ['Thông báo gần nhất', 'Last notice'],
  ['Lúc', 'At'],
  ['Đã gửi tới', 'Told'],
  ['Đã xem', 'Seen'],
];

export const kindWord = (kind: NoticeKind, locale: Locale): string => KINDS[kind][locale === 'en' ? 1 : 0];

export const boardHeader = (locale: Locale): readonly string[] =>
  HEADER.map((words) => words[locale === 'en' ? 1 : 0]);

/** One line of the exported board, in the order of the header. */
export function boardRow(row: UnitProgress, locale: Locale): readonly (string | number | null)[] {
  const at = locale === 'en' ? 1 : 0;
  const instant = (text: string | null): string | null =>
    text === null ? null : writtenInstant(new Date(text), locale);
  const { lastNotice } = row;
  return [
    row.unitCode,
    row.unitName,
    STATES[row.state][at],
    row.filled,
    row.items,
    row.ready,
    instant(row.lastActivityAt),
    row.people.join('; '),
    row.assigned,
    instant(row.closesAt),
    row.extended ? (['có', 'yes'][at] ?? null) : null,
    FORECAST_WORDS[row.forecast][at],
    row.daysNeeded,
    lastNotice && KINDS[lastNotice.kind][at],
    instant(lastNotice?.at ?? null),
    lastNotice?.told ?? null,
    lastNotice?.seen ?? null,
  ];
}
