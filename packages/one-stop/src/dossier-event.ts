/** The ten states of a dossier in the one-stop systems, in their order: mới đăng ký … đã trả kết quả. */
export const DOSSIER_STATES = [
  'registered',
  'accepted',
  'refused',
  'processing',
  'awaiting-supplement',
  'awaiting-payment',
  'withdrawn',
  'stopped',
  'finished',
  'returned',
] as const;
export type DossierState = (typeof DOSSIER_STATES)[number];

/** Where a dossier came in or its result went out: online, at the counter, by public post (bưu chính công ích). */
export const CHANNELS = ['online', 'counter', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Level of the online service, with the label of its date: mức độ 1-4 until Nghị định 42/2022/NĐ-CP took effect on
 * 15/8/2022, then cung cấp thông tin, một phần, toàn trình. Labels are never translated into each other.
 */
export const ONLINE_LEVELS = [
  'level-1',
  'level-2',
  'level-3',
  'level-4',
  'information',
  'partial',
  'full',
] as const;
export type OnlineLevel = (typeof ONLINE_LEVELS)[number];

/**
 * How the applicant judges the settlement: hài lòng, bình thường, không hài lòng; both degrees of the first and of the
 * last of the five-step forms are one.
 */
export const RATINGS = ['satisfied', 'neutral', 'dissatisfied'] as const;
export type Rating = (typeof RATINGS)[number];

/** What can happen to a dossier. At one and the same instant events count in this order, then by their ids. */
export const EVENT_KINDS = [
  'registered',
  'accepted',
  'transferred',
  'digitised',
  'supplement-requested',
  'supplemented',
  'payment-requested',
  'paid',
  'apologised',
  'refused',
  'withdrawn',
  'stopped',
  'finished',
  'returned',
  'rated',
  'petitioned',
  'reported',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * Identity is the id (unique within the dossier). Of several revisions of one id the highest counts; when that one is
 * voided, nothing of the event is left. Instants everywhere are whole epoch milliseconds (UTC) in 1900-2199, durations
 * whole working minutes; what is absent or null was not said.
 */
interface EventHead {
  readonly id: string;
  readonly revision: number;
  readonly voided?: boolean | null;
  readonly at: number;
}

interface Filed {
  readonly channel?: Channel | null;
  readonly level?: OnlineLevel | null;
}

export interface Registered extends EventHead, Filed {
  readonly kind: 'registered';
}

/** Receipt: the clock starts. `due` = the appointment that was printed on the receipt. */
export interface Accepted extends EventHead, Filed {
  readonly kind: 'accepted';
  readonly due?: number | null;
}

/** Passed on to another unit; `unit` is its code. */
export interface Transferred extends EventHead {
  readonly kind: 'transferred';
  readonly unit: string;
}

export interface Paid extends EventHead {
  readonly kind: 'paid';
  readonly online: boolean;
}

/** Phiếu xin lỗi và hẹn lại ngày trả kết quả: `due` = the new appointment. */
export interface Apologised extends EventHead {
  readonly kind: 'apologised';
  readonly due: number;
}

/** The result was handed to the applicant; `finished` = handed to the counter. */
export interface Returned extends EventHead {
  readonly kind: 'returned';
  readonly channel?: Channel | null;
}

/** The applicant's judgement (đánh giá); of several the last one counts. */
export interface Rated extends EventHead {
  readonly kind: 'rated';
  readonly rating?: Rating | null;
}

/** `petitioned`: a petition about its settlement (phản ánh, kiến nghị) was received. */
export interface Happened extends EventHead {
  readonly kind:
    | 'digitised'
    | 'supplement-requested'
    | 'supplemented'
    | 'payment-requested'
    | 'refused'
    | 'withdrawn'
    | 'stopped'
    | 'finished'
    | 'petitioned';
}

/** A whole record as a source system holds it at the instant `at`. */
export interface Reported extends EventHead, Filed {
  readonly kind: 'reported';
  readonly state?: DossierState | null;
  readonly received?: number | null;
  /** The appointment in force at `at`. */
  readonly due?: number | null;
  /** The first appointment, when `due` is a later one after an apology. */
  readonly firstDue?: number | null;
  /** The source has already moved `due` by the time the applicant took to supplement. */
  readonly dueMoved?: boolean | null;
  /** End of processing; of a refused, withdrawn or stopped dossier the instant of that. */
  readonly finished?: number | null;
  readonly returned?: number | null;
  readonly returnChannel?: Channel | null;
  /** Working minutes waited for the applicant up to `at`, all waits together. */
  readonly pausedMinutes?: number | null;
  readonly supplementRequests?: number | null;
  readonly digitised?: boolean | null;
  /** There is a fee or another financial obligation. */
  readonly fee?: boolean | null;
  /** true: paid online; false: paid otherwise; null: nothing said. */
  readonly paidOnline?: boolean | null;
  readonly rating?: Rating | null;
  /** There was a petition about its settlement. */
  readonly petitioned?: boolean | null;
  /** Code of the unit that has the dossier. */
  readonly unit?: string | null;
}

export type DossierEvent =
  Registered | Accepted | Transferred | Paid | Apologised | Returned | Rated | Happened | Reported;
