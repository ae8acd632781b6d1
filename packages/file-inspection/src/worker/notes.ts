import type { FindingCode, FindingDetail } from '../findings.ts';

export interface Note {
  readonly code: FindingCode;
  readonly detail: FindingDetail;
}

/** What is noticed along the way without ending the inspection. Of each code the first place is kept. */
export interface Notes {
  readonly add: (code: FindingCode, detail?: FindingDetail) => void;
  readonly list: () => readonly Note[];
}

export function newNotes(): Notes {
  const notes = new Map<FindingCode, Note>();
  return {
    add(code, detail = {}) {
      if (!notes.has(code)) notes.set(code, { code, detail });
    },
    list: () => [...notes.values()],
  };
}
