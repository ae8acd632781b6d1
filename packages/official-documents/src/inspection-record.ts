import type { MinutesFrame } from './document-frame.ts';

/** Biên bản kiểm tra: what a team found at a unit, what the unit said, and who signed for both sides. */
export interface InspectionRecord {
  readonly kind: 'inspection-record';
  readonly frame: MinutesFrame;
  readonly unitName: string;
  /** After "Biên bản": "Kiểm tra công tác cải cách hành chính tại UBND xã Mẫu". */
  readonly subject: string;
  readonly planTitle: string;
  /** "Quyết định số 1291/QĐ-UBND ngày 23/06/2022 của UBND tỉnh". */
  readonly decision: string;
  readonly place: string;
  /** ISO 8601 instants with offset. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly team: readonly InspectionPerson[];
  readonly unitSide: readonly InspectionPerson[];
  /** The general view, one paragraph each. */
  readonly general: readonly string[];
  readonly checks: readonly InspectedLine[];
  /** What was met and what is worth following, one each. */
  readonly merits: readonly string[];
  readonly shortcomings: readonly InspectedShortcoming[];
  /** What the team asks for, one paragraph each. */
  readonly requests: readonly string[];
  /** YYYY-MM-DD by which it is to be put right; null: not set. */
  readonly remedyBy: string | null;
  readonly unitOpinion: readonly string[];
  /** Signed later, each with its date. */
  readonly addenda: readonly { readonly signedAt: string; readonly text: string }[];
  /** Who confirmed it in the system, one line each; empty: nobody yet. */
  readonly confirmations: readonly string[];
  /** Names under the two signatures; null leaves the room of the form. */
  readonly leader: string | null;
  readonly representative: string | null;
}

export interface InspectionPerson {
  readonly name: string;
  /** "Phó Giám đốc Sở Nội vụ, Trưởng đoàn"; empty when it is not on record. */
  readonly capacity: string;
}

export interface InspectedLine {
  readonly code: string | null;
  readonly question: string;
  /** "Đạt", "Còn tồn tại". */
  readonly answer: string;
  readonly note: string;
}

export interface InspectedShortcoming {
  readonly code: string | null;
  readonly statement: string;
  readonly recommendation: string;
  /** Day on which the same was found before, YYYY-MM-DD; null: new. */
  readonly repeatsOf: string | null;
  readonly photos: number;
}
