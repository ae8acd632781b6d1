import type { DayOff, DayOffKind } from './public-holidays.ts';
import type { SourceDocument, YearDecision } from './year-decision.ts';

/*
 * Days off as announced for state offices. A test holds them against the law: days off by law, with the choice of the
 * year and its swaps, give these lists.
 */

const LABOUR_MINISTRY = 'Bộ Lao động - Thương binh và Xã hội';
const HOME_MINISTRY = 'Bộ Nội vụ';
const GOVERNMENT_OFFICE = 'Văn phòng Chính phủ';
const OTHER_DAYS = 'Các ngày nghỉ khác theo Bộ luật Lao động, không cần thông báo riêng.';

const document = (
  issuer: string,
  number: string | null,
  date: string | null,
  about: string,
  note: string | null = null,
): SourceDocument => ({ issuer, number, date, about, note });

const days = (kind: DayOffKind, name: string, ...dates: readonly string[]): readonly DayOff[] =>
  dates.map((date) => ({ date, kind, name }));
const holiday = (name: string, ...dates: readonly string[]) => days('holiday', name, ...dates);
const instead = (name: string, ...dates: readonly string[]) =>
  days('compensation', `Nghỉ bù ${name}`, ...dates);
const swapped = (date: string) => days('swap', 'Hoán đổi ngày làm việc', date);

const NEW_YEAR = 'Tết Dương lịch';
const TET = 'Tết Âm lịch';
const HUNG_KINGS = 'Giỗ Tổ Hùng Vương';
const VICTORY = 'Ngày Chiến thắng';
const LABOUR = 'Ngày Quốc tế lao động';
const NATIONAL = 'Quốc khánh';

export const HOLIDAY_SCHEDULES: readonly YearDecision[] = [
  {
    year: 2020,
    source: [
      document(
        LABOUR_MINISTRY,
        null,
        null,
        'Nghỉ Tết Âm lịch năm 2020',
        `Chưa xác nhận được số và ngày của văn bản; ngày nghỉ theo tin của Sở Công Thương Đắk Lắk ngày 07/01/2020. ${OTHER_DAYS}`,
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2020-01-01'),
      ...holiday(TET, '2020-01-23', '2020-01-24', '2020-01-25', '2020-01-26', '2020-01-27'),
      ...instead(TET, '2020-01-28', '2020-01-29'),
      ...holiday(HUNG_KINGS, '2020-04-02'),
      ...holiday(VICTORY, '2020-04-30'),
      ...holiday(LABOUR, '2020-05-01'),
      ...holiday(NATIONAL, '2020-09-02'),
    ],
    workedDays: [],
    localExceptions: [],
  },
  {
    year: 2021,
    source: [
      document(
        LABOUR_MINISTRY,
        '4875/TB-LĐTBXH',
        null,
        'Nghỉ Tết Âm lịch và nghỉ lễ Quốc khánh năm 2021',
        `Chưa xác nhận được ngày của văn bản (số và nội dung theo báo Khoa học và Đời sống). ${OTHER_DAYS}`,
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2021-01-01'),
      ...holiday(TET, '2021-02-10', '2021-02-11', '2021-02-12', '2021-02-13', '2021-02-14'),
      ...instead(TET, '2021-02-15', '2021-02-16'),
      ...holiday(HUNG_KINGS, '2021-04-21'),
      ...holiday(VICTORY, '2021-04-30'),
      ...holiday(LABOUR, '2021-05-01'),
      ...instead(LABOUR, '2021-05-03'),
      ...holiday(NATIONAL, '2021-09-02', '2021-09-03'),
    ],
    workedDays: [],
    localExceptions: [],
  },
  {
    year: 2022,
    source: [
      document(
        GOVERNMENT_OFFICE,
        '245/VPCP-KGVX',
        '2022-01-11',
        'Nghỉ Tết Nguyên đán và Quốc khánh năm 2022',
        OTHER_DAYS,
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2022-01-01'),
      ...instead(NEW_YEAR, '2022-01-03'),
      ...holiday(TET, '2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04'),
      ...holiday(HUNG_KINGS, '2022-04-10'),
      ...instead(HUNG_KINGS, '2022-04-11'),
      ...holiday(VICTORY, '2022-04-30'),
      ...holiday(LABOUR, '2022-05-01'),
      ...instead(VICTORY, '2022-05-02'),
      ...instead(LABOUR, '2022-05-03'),
      ...holiday(NATIONAL, '2022-09-01', '2022-09-02'),
    ],
    workedDays: [],
    localExceptions: [],
  },
  {
    year: 2023,
    source: [
      document(
        GOVERNMENT_OFFICE,
        '8056/VPCP-KGVX',
        '2022-12-01',
        'Nghỉ Tết Âm lịch và nghỉ lễ Quốc khánh năm 2023',
        OTHER_DAYS,
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2023-01-01'),
      ...instead(NEW_YEAR, '2023-01-02'),
      ...holiday(TET, '2023-01-20', '2023-01-21', '2023-01-22', '2023-01-23', '2023-01-24'),
      ...instead(TET, '2023-01-25', '2023-01-26'),
      ...holiday(HUNG_KINGS, '2023-04-29'),
      ...holiday(VICTORY, '2023-04-30'),
      ...holiday(LABOUR, '2023-05-01'),
      ...instead(HUNG_KINGS, '2023-05-02'),
      ...instead(VICTORY, '2023-05-03'),
      ...holiday(NATIONAL, '2023-09-01', '2023-09-02'),
      ...instead(NATIONAL, '2023-09-04'),
    ],
    workedDays: [],
    localExceptions: [],
  },
  {
    year: 2024,
    source: [
      document(
        GOVERNMENT_OFFICE,
        '8662/VPCP-KGVX',
        '2023-11-03',
        'Nghỉ Tết Âm lịch và nghỉ lễ Quốc khánh năm 2024',
      ),
      document(
        LABOUR_MINISTRY,
        '5015/TB-LĐTBXH',
        '2023-11-22',
        'Nghỉ Tết Âm lịch và nghỉ lễ Quốc khánh năm 2024',
        OTHER_DAYS,
      ),
      document(
        GOVERNMENT_OFFICE,
        '2450/VPCP-KGVX',
        '2024-04-12',
        'Hoán đổi ngày làm việc dịp nghỉ lễ 30/4 và 01/5 năm 2024',
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2024-01-01'),
      ...holiday(TET, '2024-02-08', '2024-02-09', '2024-02-10', '2024-02-11', '2024-02-12'),
      ...instead(TET, '2024-02-13', '2024-02-14'),
      ...holiday(HUNG_KINGS, '2024-04-18'),
      ...swapped('2024-04-29'),
      ...holiday(VICTORY, '2024-04-30'),
      ...holiday(LABOUR, '2024-05-01'),
      ...holiday(NATIONAL, '2024-09-02', '2024-09-03'),
    ],
    workedDays: [{ date: '2024-05-04', insteadOf: '2024-04-29' }],
    localExceptions: [],
  },
  {
    year: 2025,
    source: [
      document(
        GOVERNMENT_OFFICE,
        '8726/VPCP-KGVX',
        '2024-11-26',
        'Nghỉ Tết Âm lịch và một số dịp nghỉ lễ trong năm 2025',
        OTHER_DAYS,
      ),
      document(
        LABOUR_MINISTRY,
        null,
        null,
        'Nghỉ lễ, Tết và hoán đổi ngày làm việc năm 2025',
        'Chưa xác nhận được số và ngày của thông báo; ngày hoán đổi theo báo Sức khỏe và Đời sống ngày 08/04/2025.',
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2025-01-01'),
      ...holiday(TET, '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'),
      ...holiday(HUNG_KINGS, '2025-04-07'),
      ...holiday(VICTORY, '2025-04-30'),
      ...holiday(LABOUR, '2025-05-01'),
      ...swapped('2025-05-02'),
      ...holiday(NATIONAL, '2025-09-01', '2025-09-02'),
    ],
    workedDays: [{ date: '2025-04-26', insteadOf: '2025-05-02' }],
    localExceptions: [],
  },
  {
    year: 2026,
    source: [
      document(
        HOME_MINISTRY,
        '9441',
        '2025-10-16',
        'Nghỉ Tết Âm lịch và nghỉ lễ Quốc khánh năm 2026',
        `Chưa xác nhận được ký hiệu đầy đủ của thông báo. ${OTHER_DAYS} Ngày 24/11 (Ngày Văn hóa Việt Nam, Nghị quyết 80-NQ/TW ngày 07/01/2026): chưa xác nhận được văn bản luật cho nghỉ nên không có ở đây; khi có thì nhập quyết định của năm.`,
      ),
      document(
        GOVERNMENT_OFFICE,
        '12729/VPCP-KGVX',
        '2025-12-25',
        'Nghỉ Tết Dương lịch năm 2026, hoán đổi ngày làm việc',
      ),
    ],
    daysOff: [
      ...holiday(NEW_YEAR, '2026-01-01'),
      ...swapped('2026-01-02'),
      ...holiday(TET, '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
      ...holiday(HUNG_KINGS, '2026-04-26'),
      ...instead(HUNG_KINGS, '2026-04-27'),
      ...holiday(VICTORY, '2026-04-30'),
      ...holiday(LABOUR, '2026-05-01'),
      ...swapped('2026-08-31'),
      ...holiday(NATIONAL, '2026-09-01', '2026-09-02'),
    ],
    workedDays: [
      { date: '2026-01-10', insteadOf: '2026-01-02' },
      { date: '2026-08-22', insteadOf: '2026-08-31' },
    ],
    localExceptions: [],
  },
];
