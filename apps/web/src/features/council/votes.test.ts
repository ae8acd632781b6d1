import { expect, it } from 'vitest';
import { readVotes } from './votes.ts';

const read = (inFavour: string, against: string, abstained: string) =>
  readVotes({ inFavour, against, abstained });

it('reads votes as typed, none at all as agreement, and nothing else', () => {
  expect(read('7', '2', '')).toEqual({ inFavour: 7, against: 2, abstained: 0 });
  expect(read('', ' ', '')).toBeNull();
  for (const typed of ['x', '-1', '1,5', '0', '1000']) expect(read(typed, '', ''), typed).toBeUndefined();
});
