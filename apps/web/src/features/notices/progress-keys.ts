/** Reads of the board of one round; renewed together after a chase. */
export const progressKey = (roundId: string) => ['progress', roundId] as const;
