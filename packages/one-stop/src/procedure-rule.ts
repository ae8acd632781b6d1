import type { WayToCount } from '@parix/working-days';
import type { OnlineLevel } from './dossier-event.ts';

/**
 * How an end is compared with the appointment. `by-day`: by their dates, as both official formulas speak ("ngày kết
 * thúc <= ngày hẹn trả"). `by-minute`: by the instants, for procedures that are promised in hours.
 */
export const LATENESS = ['by-day', 'by-minute'] as const;
export type Lateness = (typeof LATENESS)[number];

/** What is known of a procedure on the day a dossier of it was received. */
export interface ProcedureRule {
  /** Processing time by law in working minutes (480 = one working day); null: not known, or none is set. */
  readonly processingMinutes: number | null;
  readonly counting: WayToCount;
  readonly lateness: Lateness;
  /** Time in which the applicant settles a financial obligation is no processing time. */
  readonly paymentStopsClock: boolean;
  /** Requests for supplement that are allowed; more of them make a dossier late under QĐ 766. */
  readonly supplementLimit: number;
  /** A dossier is near due from this many working days before its due day on (0: on the due day only). */
  readonly nearDueDays: number;
  /** Level of the online service that the procedure had; used when the dossier itself says none. */
  readonly onlineLevel: OnlineLevel | null;
  readonly hasFee: boolean;
}

/** For a dossier whose procedure is not in the catalogue: its source's own appointment is all there is. */
export const UNKNOWN_PROCEDURE: ProcedureRule = {
  processingMinutes: null,
  counting: 'hours',
  lateness: 'by-day',
  paymentStopsClock: true,
  supplementLimit: 1,
  nearDueDays: 1,
  onlineLevel: null,
  hasFee: false,
};
