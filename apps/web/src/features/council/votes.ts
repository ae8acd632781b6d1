import type { CouncilVotes } from '@parix/api-contract';

export type VoteTexts = Readonly<Record<'inFavour' | 'against' | 'abstained', string>>;

/** Votes as typed; null: nothing was typed, it was decided by agreement; undefined: they cannot be read. */
export function readVotes({ inFavour, against, abstained }: VoteTexts): CouncilVotes | null | undefined {
  const texts = [inFavour, against, abstained].map((text) => text.trim());
  if (texts.every((text) => text === '')) return null;
  if (texts.some((text) => !/^\d{0,3}$/.test(text))) return undefined;
  const [yes = 0, no = 0, none = 0] = texts.map(Number);
  return yes + no + none === 0 ? undefined : { inFavour: yes, against: no, abstained: none };
}
