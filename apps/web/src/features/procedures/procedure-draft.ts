import type { ProcedureFields, ProcedureRow } from '@parix/api-contract';
import { readDate, showDate } from '../../format/dates.ts';
import { readNumber } from '../../format/numbers.ts';

/** The form as typed. */
export interface ProcedureDraft {
  readonly code: string;
  readonly validFrom: string;
  readonly name: string;
  readonly sector: string;
  /** Empty: no processing time is set. */
  readonly time: string;
  readonly timeIn: 'days' | 'hours';
  readonly counting: ProcedureFields['counting'];
  readonly lateness: ProcedureFields['lateness'];
  readonly paymentStopsClock: boolean;
  readonly supplementLimit: string;
  readonly nearDueDays: string;
  readonly onlineLevel: ProcedureFields['onlineLevel'];
  readonly hasFee: boolean;
  readonly endedOn: string;
}
export type DraftFault = 'code' | 'validFrom' | 'name' | 'sector' | 'time' | 'limit' | 'nearDue' | 'endedOn';

const MINUTES = { days: 480, hours: 60 } as const;
/** Hours are kept with two decimals: a twentieth of one is the smallest part. */
const SMALLEST = 3;
const MOST_MINUTES = 1_200_000;
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u;

/** What stands in a row, to be changed or carried into the next one; null: a new procedure, as is usual. */
export function draftOf(row: ProcedureRow | null): ProcedureDraft {
  const { time, timeIn } = timeOf(row?.processingMinutes ?? null);
  return {
    code: row?.code ?? '',
    validFrom: '',
    name: row?.name ?? '',
    sector: row?.sector ?? '',
    time,
    timeIn,
    counting: row?.counting ?? 'days',
    lateness: row?.lateness ?? 'by-day',
    paymentStopsClock: row?.paymentStopsClock ?? true,
    supplementLimit: String(row?.supplementLimit ?? 1),
    nearDueDays: String(row?.nearDueDays ?? 1),
    onlineLevel: row?.onlineLevel ?? null,
    hasFee: row?.hasFee ?? false,
    endedOn: row === null || row.endedOn === null ? '' : showDate(row.endedOn),
  };
}

/** Whole working days where they are whole, hours otherwise. */
export function timeOf(minutes: number | null): Pick<ProcedureDraft, 'time' | 'timeIn'> {
  if (minutes === null) return { time: '', timeIn: 'days' };
  if (minutes % MINUTES.days === 0) return { time: String(minutes / MINUTES.days), timeIn: 'days' };
  return { time: String(minutes / MINUTES.hours).replace('.', ','), timeIn: 'hours' };
}

export interface ReadDraft {
  readonly code: string;
  readonly validFrom: string;
  readonly fields: ProcedureFields;
  readonly faults: readonly DraftFault[];
}

/** What the form says; faults name the fields that cannot be sent as they are. `from`: day of a row that exists. */
export function readDraft(draft: ProcedureDraft, from?: string): ReadDraft {
  const faults: DraftFault[] = [];
  const need = <T>(fault: DraftFault, value: T | undefined, instead: T): T => {
    if (value !== undefined) return value;
    faults.push(fault);
    return instead;
  };
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
  const code = draft.code.trim().normalize('NFC');
  const validFrom = from ?? need('validFrom', readDate(draft.validFrom), '');
  const endedOn = draft.endedOn.trim() === '' ? null : need('endedOn', readDate(draft.endedOn), null);
  if (endedOn !== null && validFrom !== '' && endedOn <= validFrom) faults.push('endedOn');
  if (!CODE.test(code)) faults.push('code');
  const fields: ProcedureFields = {
    name: need('name', text(draft.name), ''),
    sector: need('sector', text(draft.sector), ''),
    processingMinutes: need('time', minutesOf(draft), null),
    counting: draft.counting,
    lateness: draft.lateness,
    paymentStopsClock: draft.paymentStopsClock,
    supplementLimit: need('limit', countOf(draft.supplementLimit, 100), 0),
    nearDueDays: need('nearDue', countOf(draft.nearDueDays, 365), 0),
    onlineLevel: draft.onlineLevel,
    hasFee: draft.hasFee,
    endedOn,
  };
  return { code, validFrom, fields, faults };
}

/** undefined: not to be read, or not in whole parts. */
function minutesOf({ time, timeIn }: ProcedureDraft): number | null | undefined {
  if (time.trim() === '') return null;
  const read = readNumber(time);
  if (!read.ok) return undefined;
  const minutes = Math.round(Number(read.value) * MINUTES[timeIn] * 1000) / 1000;
  return minutes >= 0 && minutes <= MOST_MINUTES && minutes % SMALLEST === 0 ? minutes : undefined;
}

const countOf = (typed: string, most: number): number | undefined =>
  /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= most ? Number(typed) : undefined;
