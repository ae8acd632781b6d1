import type { Counter } from './counters.ts';

/** A counter: on the days of the period (`within`), or a stock at its beginning (`start`) or end (`end`). */
export interface Term {
  readonly counter: Counter;
  readonly when: 'within' | 'start' | 'end';
  readonly sign: 1 | -1;
}

/**
 * `count`: a number of dossiers. `ratio`: in percent. `percentile`: of the working hours that settled dossiers took.
 * Rounding of a ratio, only for print: `half-up`, or `complement` = 100 minus the other share rounded half-up, so that
 * both add up to 100 as printed.
 */
export type Formula =
  | { readonly kind: 'count'; readonly of: readonly Term[] }
  | {
      readonly kind: 'ratio';
      readonly numerator: readonly Term[];
      readonly denominator: readonly Term[];
      readonly rounding: 'half-up' | 'complement';
    }
  | { readonly kind: 'percentile'; readonly percent: number };

export interface Words {
  readonly vi: string;
  readonly en: string;
}

export interface Measure {
  /** `one-stop.<name>`, or `one-stop.<name>@<whose definition>` where there are several. */
  readonly id: string;
  readonly name: Words;
  readonly formula: Words;
  readonly computed: Formula;
  readonly unit: 'dossier' | 'percent' | 'working-hour';
  /** Where the definition comes from; Vietnamese, as sources are. */
  readonly source: string;
  /** First and last date (ISO) on which the definition is in use; null: not limited. */
  readonly from: string | null;
  readonly until: string | null;
}

const GIA_LAI = 'Cổng một cửa Gia Lai, thông báo 301';
const QD_766 = 'Quyết định 766/QĐ-TTg ngày 23/6/2022, bảng METRICS';
const ND_61 = 'Nghị định 61/2018/NĐ-CP, Nghị định 118/2025/NĐ-CP';
const OWN = 'Parix';

const within = (counter: Counter): Term => ({ counter, when: 'within', sign: 1 });
const atStart = (counter: Counter): Term => ({ counter, when: 'start', sign: 1 });
const atEnd = (counter: Counter): Term => ({ counter, when: 'end', sign: 1 });
const minus = (...terms: readonly Term[]): readonly Term[] => terms.map((term) => ({ ...term, sign: -1 }));

const TO_PROCESS = [atStart('open'), within('received')];
const SETTLED_BY_DATE = [within('settled-early'), within('settled-on-time'), within('settled-late')];
const SETTLED = [...SETTLED_BY_DATE, within('settled-without-deadline')];
const LATE = [within('settled-late'), atEnd('overdue')];
const SATISFYING = [...SETTLED, ...minus(within('settled-late-766'), within('settled-complained-766'))];
const OPEN_BY_DATE = [atEnd('open'), ...minus(atEnd('without-deadline'))];

type Facts = Pick<Measure, 'name' | 'formula' | 'source'> & Partial<Pick<Measure, 'from' | 'until'>>;

function count(id: string, of: readonly Term[], facts: Facts): Measure {
  const computed = { kind: 'count', of } as const;
  return { id: `one-stop.${id}`, computed, unit: 'dossier', from: null, until: null, ...facts };
}

function ratio(
  id: string,
  numerator: readonly Term[],
  denominator: readonly Term[],
  facts: Facts,
  rounding: 'half-up' | 'complement' = 'half-up',
): Measure {
  const computed = { kind: 'ratio', numerator, denominator, rounding } as const;
  return { id: `one-stop.${id}`, computed, unit: 'percent', from: null, until: null, ...facts };
}

function percentile(id: string, percent: number, facts: Facts): Measure {
  const computed = { kind: 'percentile', percent } as const;
  return { id: `one-stop.${id}`, computed, unit: 'working-hour', from: null, until: null, ...facts };
}

const COURSE: readonly Measure[] = [
  count('received', [within('received')], {
    name: { vi: 'Tiếp nhận trong kỳ', en: 'Received in the period' },
    formula: {
      vi: 'Số hồ sơ có ngày tiếp nhận trong kỳ',
      en: 'Dossiers whose day of receipt lies in the period',
    },
    source: GIA_LAI,
  }),
  count('carried-over', [atStart('open')], {
    name: { vi: 'Tồn kỳ trước', en: 'Carried over' },
    formula: {
      vi: 'Số hồ sơ đã tiếp nhận, chưa kết thúc vào cuối ngày trước kỳ',
      en: 'Dossiers received and not ended at the end of the day before the period',
    },
    source: GIA_LAI,
  }),
  count('to-process', TO_PROCESS, {
    name: { vi: 'Cần xử lý', en: 'To process' },
    formula: { vi: 'Tồn kỳ trước + tiếp nhận trong kỳ', en: 'Carried over + received' },
    source: GIA_LAI,
  }),
  count('settled', SETTLED, {
    name: { vi: 'Đã giải quyết', en: 'Settled' },
    formula: {
      vi: 'Giải quyết sớm + đúng hạn + trễ hạn + không có thời hạn',
      en: 'Settled early + on time + late + without deadline',
    },
    source: GIA_LAI,
  }),
  count('settled-early', [within('settled-early')], {
    name: { vi: 'Giải quyết trước hạn', en: 'Settled early' },
    formula: {
      vi: 'Có kết quả vào một ngày làm việc trước ngày hẹn trả',
      en: 'Result ready on a working day before the due day',
    },
    source: OWN,
  }),
  count('settled-on-time', [within('settled-on-time')], {
    name: { vi: 'Giải quyết đúng hạn', en: 'Settled on time' },
    formula: {
      vi: 'Có kết quả đúng ngày hẹn trả, hoặc đến ngày hẹn lại hợp lệ',
      en: 'Result ready on the due day, or by a valid second appointment',
    },
    source: GIA_LAI,
  }),
  count('settled-late', [within('settled-late')], {
    name: { vi: 'Giải quyết trễ hạn', en: 'Settled late' },
    formula: { vi: 'Có kết quả sau ngày hẹn trả', en: 'Result ready after the due day' },
    source: GIA_LAI,
  }),
  count('settled-without-deadline', [within('settled-without-deadline')], {
    name: { vi: 'Giải quyết, không có thời hạn', en: 'Settled, without deadline' },
    formula: {
      vi: 'Đã có kết quả, nhưng không rõ thời hạn theo luật lẫn ngày hẹn trả',
      en: 'Result ready; neither a time by law nor an appointment is known',
    },
    source: OWN,
  }),
  count('settled-after-first-due', [within('settled-after-first-due')], {
    name: { vi: 'Giải quyết sau ngày hẹn đầu tiên', en: 'Settled after the first appointment' },
    formula: {
      vi: 'Có kết quả sau ngày hẹn trả đầu tiên, kể cả khi đúng ngày hẹn lại',
      en: 'Result ready after the first due day, also when the second one was kept',
    },
    source: ND_61,
  }),
  count('withdrawn', [within('withdrawn')], {
    name: { vi: 'Công dân rút', en: 'Withdrawn' },
    formula: {
      vi: 'Hồ sơ đã tiếp nhận, công dân rút trong kỳ',
      en: 'Received dossiers that the applicant took back in the period',
    },
    source: GIA_LAI,
  }),
  count('stopped', [within('stopped')], {
    name: { vi: 'Dừng xử lý', en: 'Stopped' },
    formula: {
      vi: 'Hồ sơ đã tiếp nhận, dừng xử lý trong kỳ',
      en: 'Received dossiers whose processing was stopped in the period',
    },
    source: GIA_LAI,
  }),
  count('refused-after-receipt', [within('refused-received')], {
    name: { vi: 'Trả lại sau khi tiếp nhận', en: 'Refused after receipt' },
    formula: {
      vi: 'Hồ sơ đã tiếp nhận rồi bị từ chối trong kỳ',
      en: 'Dossiers that were received and then refused in the period',
    },
    source: OWN,
  }),
  count('refused', [within('refused-unreceived')], {
    name: { vi: 'Không tiếp nhận', en: 'Refused' },
    formula: {
      vi: 'Hồ sơ đăng ký không được tiếp nhận; không nằm trong số cần xử lý',
      en: 'Registered dossiers that were not received; no part of what is to process',
    },
    source: OWN,
  }),
];

const OPEN: readonly Measure[] = [
  count('open', [atEnd('open')], {
    name: { vi: 'Đang giải quyết', en: 'In process' },
    formula: {
      vi: 'Đang trong hạn + sắp trễ + trễ + tạm dừng + không có thời hạn, cuối kỳ',
      en: 'In time + near due + overdue + paused + without deadline, at the end of the period',
    },
    source: GIA_LAI,
  }),
  count(
    'open-in-time',
    [
      atEnd('open'),
      ...minus(atEnd('near-due'), atEnd('overdue'), atEnd('paused'), atEnd('without-deadline')),
    ],
    {
      name: { vi: 'Chưa đến hạn', en: 'In process, in time' },
      formula: {
        vi: 'Đang giải quyết cuối kỳ, chưa gần ngày hẹn trả',
        en: 'Open at the end of the period, the due day is not near',
      },
      source: GIA_LAI,
    },
  ),
  count('open-near-due', [atEnd('near-due')], {
    name: { vi: 'Sắp trễ', en: 'In process, near due' },
    formula: {
      vi: 'Đang giải quyết cuối kỳ, còn không quá số ngày làm việc đã đặt đến ngày hẹn trả',
      en: 'Open at the end of the period, no more than the set number of working days to the due day',
    },
    source: GIA_LAI,
  }),
  count('open-overdue', [atEnd('overdue')], {
    name: { vi: 'Trễ, đang xử lý', en: 'In process, overdue' },
    formula: {
      vi: 'Đang giải quyết cuối kỳ, đã quá ngày hẹn trả',
      en: 'Open at the end of the period, the due day has passed',
    },
    source: GIA_LAI,
  }),
  count('open-paused', [atEnd('paused')], {
    name: { vi: 'Tạm dừng, chờ công dân', en: 'In process, paused' },
    formula: {
      vi: 'Cuối kỳ chờ bổ sung giấy tờ hoặc thực hiện nghĩa vụ tài chính, chưa trễ khi bắt đầu chờ',
      en: 'At the end of the period waiting for a supplement or a payment, not overdue when the wait began',
    },
    source: ND_61,
  }),
  count('open-without-deadline', [atEnd('without-deadline')], {
    name: { vi: 'Đang giải quyết, không có thời hạn', en: 'In process, without deadline' },
    formula: {
      vi: 'Đang giải quyết cuối kỳ, không rõ thời hạn theo luật lẫn ngày hẹn trả',
      en: 'Open at the end of the period; neither a time by law nor an appointment is known',
    },
    source: OWN,
  }),
];

const IN_TIME: readonly Measure[] = [
  ratio('late-ratio@gia-lai', LATE, TO_PROCESS, {
    name: { vi: 'Tỷ lệ trễ hạn (Gia Lai)', en: 'Late share (Gia Lai)' },
    formula: {
      vi: '(trễ đang xử lý + trễ đã xử lý) / cần xử lý × 100',
      en: '(overdue in process + settled late) / to process × 100',
    },
    source: GIA_LAI,
  }),
  ratio(
    'on-time-ratio@gia-lai',
    [...TO_PROCESS, ...minus(...LATE)],
    TO_PROCESS,
    {
      name: { vi: 'Tỷ lệ đúng hạn (Gia Lai)', en: 'On-time share (Gia Lai)' },
      formula: { vi: '100 % − tỷ lệ trễ hạn', en: '100 % − late share' },
      source: GIA_LAI,
    },
    'complement',
  ),
  ratio(
    'on-time-ratio@qd766',
    [within('settled-on-time-766'), ...OPEN_BY_DATE, ...minus(atEnd('late-766'))],
    [within('settled-on-time-766'), within('settled-late-766'), ...OPEN_BY_DATE],
    {
      name: { vi: 'Tỷ lệ đúng hạn (QĐ 766)', en: 'On-time share (Decision 766)' },
      formula: {
        vi: '(đã xử lý trước hạn, đúng hạn + đang xử lý trong hạn) / (đã xử lý + đang xử lý trong kỳ) × 100; trừ thời gian bổ sung, yêu cầu bổ sung quá một lần là trễ, không tính hồ sơ không có thời hạn',
        en: '(settled early or on time + in process in time) / (settled + in process) × 100; time for supplement subtracted, more than one request for it is late, dossiers without deadline left out',
      },
      source: QD_766,
      from: '2022-08-01',
    },
  ),
  ratio('settled-on-time-ratio', [within('settled-early'), within('settled-on-time')], SETTLED_BY_DATE, {
    name: { vi: 'Tỷ lệ giải quyết đúng hạn', en: 'Settled on time' },
    formula: {
      vi: '(giải quyết trước hạn + đúng hạn) / đã giải quyết có thời hạn × 100',
      en: '(settled early + on time) / settled with a deadline × 100',
    },
    source: QD_766,
  }),
];

const LEVELS = [
  ['level-3', 'mức độ 3', 'level 3', null, '2022-08-14'],
  ['level-4', 'mức độ 4', 'level 4', null, '2022-08-14'],
  ['partial', 'một phần', 'partial', '2022-08-15', null],
  ['full', 'toàn trình', 'full', '2022-08-15', null],
] as const;

const ONLINE: readonly Measure[] = [
  ratio('online-share', [within('received-online')], [within('received')], {
    name: { vi: 'Tỷ lệ hồ sơ nộp trực tuyến', en: 'Filed online' },
    formula: {
      vi: 'Hồ sơ tiếp nhận trực tuyến / hồ sơ tiếp nhận trong kỳ × 100',
      en: 'Received online / received in the period × 100',
    },
    source: QD_766,
  }),
  ...LEVELS.map(([level, vi, en, from, until]) =>
    ratio(`online-share@${level}`, [within(`online-${level}`)], [within('received')], {
      name: { vi: `Tỷ lệ hồ sơ trực tuyến ${vi}`, en: `Filed online, ${en} service` },
      formula: {
        vi: `Hồ sơ tiếp nhận trực tuyến, dịch vụ công ${vi} / hồ sơ tiếp nhận trong kỳ × 100`,
        en: `Received online, ${en} online service / received in the period × 100`,
      },
      source: from === null ? 'Nghị định 43/2011/NĐ-CP' : 'Nghị định 42/2022/NĐ-CP',
      from,
      until,
    }),
  ),
  ratio('online-share@qd766', [within('fully-online')], [within('fully-online-possible')], {
    name: { vi: 'Tỷ lệ hồ sơ trực tuyến toàn trình (QĐ 766)', en: 'Fully online (Decision 766)' },
    formula: {
      vi: 'Hồ sơ trực tuyến toàn trình / hồ sơ tiếp nhận của TTHC đủ điều kiện toàn trình × 100',
      en: 'Fully online dossiers / received dossiers of procedures that can be done fully online × 100',
    },
    source: QD_766,
    from: '2022-08-01',
  }),
];

const SHARES: readonly Measure[] = [
  ratio('postal-share', [within('by-post')], [within('received')], {
    name: { vi: 'Tỷ lệ hồ sơ qua bưu chính công ích', en: 'By public post' },
    formula: {
      vi: 'Hồ sơ tiếp nhận và (hoặc) trả kết quả qua bưu chính công ích / hồ sơ tiếp nhận trong kỳ × 100',
      en: 'Received or returned by public post / received in the period × 100',
    },
    source: 'Quyết định 45/2016/QĐ-TTg',
  }),
  ratio('postal-share@qd766', [within('received-post')], [within('received')], {
    name: { vi: 'Tỷ lệ hồ sơ nộp qua bưu điện (QĐ 766)', en: 'Filed by post (Decision 766)' },
    formula: {
      vi: 'Hồ sơ tiếp nhận qua bưu chính công ích / hồ sơ tiếp nhận trong kỳ × 100',
      en: 'Received by public post / received in the period × 100',
    },
    source: QD_766,
    from: '2022-08-01',
  }),
  ratio('digitised-share', [within('digitised')], [within('received')], {
    name: { vi: 'Tỷ lệ hồ sơ được số hóa', en: 'Digitised' },
    formula: {
      vi: 'Hồ sơ được số hóa / hồ sơ tiếp nhận trong kỳ × 100',
      en: 'Digitised dossiers / received in the period × 100',
    },
    source: 'Thông tư 01/2023/TT-VPCP; Quyết định 766/QĐ-TTg, bảng METRICS',
  }),
  ratio('online-payment-share', [within('paid-online')], [within('with-fee')], {
    name: { vi: 'Tỷ lệ thanh toán trực tuyến', en: 'Paid online' },
    formula: {
      vi: 'Hồ sơ thanh toán trực tuyến / hồ sơ tiếp nhận trong kỳ có phí, lệ phí, nghĩa vụ tài chính × 100',
      en: 'Dossiers paid online / received dossiers with a fee or another financial obligation × 100',
    },
    source: QD_766,
  }),
];

const SATISFACTION: readonly Measure[] = [
  ratio('satisfaction-ratio', [within('settled-satisfied')], [within('settled-rated')], {
    name: { vi: 'Tỷ lệ đánh giá hài lòng', en: 'Rated satisfied' },
    formula: {
      vi: 'Hồ sơ giải quyết trong kỳ được người nộp đánh giá hài lòng / hồ sơ giải quyết trong kỳ có đánh giá × 100',
      en: 'Settled dossiers whose applicant was satisfied / settled dossiers with a rating × 100',
    },
    source: OWN,
  }),
  ratio('satisfaction-ratio@qd766', SATISFYING, SETTLED, {
    name: { vi: 'Tỷ lệ hài lòng trong tiếp nhận, giải quyết (QĐ 766)', en: 'Satisfaction (Decision 766)' },
    formula: {
      vi: '(đã giải quyết − số bị đánh giá không hài lòng, có phản ánh, kiến nghị hoặc giải quyết quá hạn) / đã giải quyết × 100',
      en: '(settled − those judged dissatisfied, petitioned about, or late) / settled × 100',
    },
    source: QD_766,
    from: '2022-08-01',
  }),
];

const DURATIONS: readonly Measure[] = [
  percentile('duration-median', 50, {
    name: { vi: 'Thời gian giải quyết trung vị', en: 'Median time' },
    formula: {
      vi: 'Số giờ làm việc trọn của hồ sơ ở hạng ⌈n × 50 %⌉ trong các hồ sơ giải quyết trong kỳ, không kể thời gian chờ công dân',
      en: 'Whole working hours of the dossier at rank ⌈n × 50 %⌉ of those settled in the period, waits for the applicant left out',
    },
    source: OWN,
  }),
  percentile('duration-p90', 90, {
    name: { vi: 'Thời gian giải quyết, phân vị 90', en: '90th percentile of the time' },
    formula: {
      vi: 'Số giờ làm việc trọn của hồ sơ ở hạng ⌈n × 90 %⌉ trong các hồ sơ giải quyết trong kỳ, không kể thời gian chờ công dân',
      en: 'Whole working hours of the dossier at rank ⌈n × 90 %⌉ of those settled in the period, waits for the applicant left out',
    },
    source: OWN,
  }),
];

/** Every figure that can be asked for by name. */
export const MEASURES: readonly Measure[] = [
  ...COURSE,
  ...OPEN,
  ...IN_TIME,
  ...ONLINE,
  ...SHARES,
  ...SATISFACTION,
  ...DURATIONS,
];

const BY_ID: ReadonlyMap<string, Measure> = new Map(MEASURES.map((measure) => [measure.id, measure]));

export function findMeasure(id: string): Measure | undefined {
  return BY_ID.get(id);
}
