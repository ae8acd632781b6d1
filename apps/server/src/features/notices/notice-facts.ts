import type { DeadlineStep, NoticeKind } from '@parix/workflow';

interface OfCard {
  readonly roundTitle: string;
  readonly unitName: string;
}
interface OfAct extends OfCard {
  /** Who did it, by name. */
  readonly by: string;
}
interface NewDate extends OfAct {
  readonly closesAt: Date;
  readonly reason: string;
}

/** The values that each kind of notice is put into words from; dates are instants. */
export interface NoticeFacts {
  readonly deadline: OfCard & { readonly closesAt: Date; readonly step: DeadlineStep };
  readonly sent: OfAct;
  readonly returned: OfAct & { readonly reason: string };
  readonly submitted: OfAct & { readonly late: boolean };
  readonly extended: NewDate;
  readonly reopened: NewDate;
  readonly flagged: OfAct & { readonly itemId: string; readonly itemName: string; readonly note: string };
  readonly chased: OfAct & {
    readonly closesAt: Date | null;
    readonly missing: number;
    readonly items: number;
    /** What the standing body adds in its own words; empty: nothing. */
    readonly message: string;
  };
  readonly 'missing-digest': {
    readonly roundTitle: string;
    readonly units: number;
    readonly submitted: number;
    readonly atRisk: number;
    readonly rows: readonly { readonly unitName: string; readonly missing: number; readonly items: number }[];
    /** Units with something missing beyond those listed. */
    readonly more: number;
  };
  readonly published: { readonly roundTitle: string };
  /** `closesAt` null: the window is ended by hand. */
  readonly 'preliminary-result': OfCard & { readonly closesAt: Date | null };
  readonly 'reply-deadline': OfCard & { readonly closesAt: Date; readonly items: number };
  readonly answered: OfCard & { readonly items: number };
  readonly 'dossiers-due': {
    readonly unitName: string;
    readonly by: string;
    readonly overdue: number;
    readonly nearDue: number;
  };
  readonly 'remediation-due': OfCard & {
    readonly overdue: number;
    readonly soon: number;
    /** `dueOn`: the last day, `YYYY-MM-DD`. */
    readonly rows: readonly { readonly shortcoming: string; readonly dueOn: string }[];
    /** Tasks beyond those listed. */
    readonly more: number;
  };
  readonly 'second-appraisal': { readonly roundTitle: string; readonly items: number };
}

/** What is told, apart from to whom. */
export interface NewNotice<K extends NoticeKind = NoticeKind> {
  readonly kind: K;
  readonly roundId: string | null;
  readonly unitId: string | null;
  readonly facts: NoticeFacts[K];
  /** A second notice with the same key to the same person is not stored. */
  readonly onceKey?: string;
}
