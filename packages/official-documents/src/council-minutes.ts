import type { MinutesFrame } from './document-frame.ts';
import type { ResultBlock } from './result-block.ts';

/** Biên bản họp Hội đồng: what was put to the vote, how it ended and why, and the table the council adopted. */
export interface CouncilMinutes {
  readonly kind: 'council-minutes';
  readonly frame: MinutesFrame;
  /** After "Biên bản": "Họp Hội đồng thẩm định Chỉ số cải cách hành chính năm 2026". */
  readonly subject: string;
  /** Name of the council as it stands inside a sentence, with the decision that set it up where there is one. */
  readonly council: string;
  readonly councilDecision: string | null;
  /** What is judged, after "Chỉ số cải cách hành chính": "năm 2026". */
  readonly period: string;
  /** ISO 8601 instant with offset. */
  readonly startsAt: string;
  /** null while the meeting goes on: the blank of the form is printed. */
  readonly endsAt: string | null;
  readonly place: string;
  readonly chair: MeetingPerson;
  readonly secretary: MeetingPerson;
  /** Every member of the council, chair and secretary with them where they are members. */
  readonly members: readonly CouncilMember[];
  /** Others present, one a line. */
  readonly guests: readonly string[];
  readonly agenda: readonly string[];
  readonly items: readonly DiscussedItem[];
  readonly ties: readonly BrokenTie[];
  /** What the council concludes, one sentence or paragraph each. */
  readonly conclusions: readonly string[];
  /** The adopted table, for the annex; without blocks there is no annex. */
  readonly blocks: readonly ResultBlock[];
}

export interface MeetingPerson {
  readonly name: string;
  /** "Phó Chủ tịch UBND tỉnh, Chủ tịch Hội đồng"; null when it is not on record. */
  readonly position: string | null;
}

export interface CouncilMember extends MeetingPerson {
  /** In the council: "Chủ tịch", "Thành viên", "Thư ký"; null when the position says it. */
  readonly capacity: string | null;
  readonly present: boolean;
  /** Why absent, or who stands in; null for nothing. */
  readonly note: string | null;
}

/** Points are exact decimals as text; null where a layer has none, which is not zero. */
export interface DiscussedItem {
  readonly unitName: string;
  readonly code: string;
  readonly name: string;
  readonly maxPoints: string;
  readonly selfPoints: string | null;
  readonly firstPoints: string | null;
  readonly secondPoints: string | null;
  /** Put to the vote. */
  readonly proposedPoints: string | null;
  /** null when the item was settled without a vote. */
  readonly votes: VoteCount | null;
  /** null when the council concluded that the item does not apply, or put it off; the conclusion says so. */
  readonly concludedPoints: string | null;
  /** "Giữ kết quả thẩm định", "Nâng điểm". */
  readonly conclusion: string;
  readonly reason: string;
}

export interface VoteCount {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

/** Units with equal results that the council had to tell apart, or left on one rank. */
export interface BrokenTie {
  readonly blockName: string;
  /** The rank they would share. */
  readonly rank: number;
  readonly unitNames: readonly string[];
  /** How it was broken: "Sở A hơn điểm lĩnh vực Cải cách thủ tục hành chính (18,5 so với 18,25)". */
  readonly resolution: string;
  readonly votes: VoteCount | null;
}
