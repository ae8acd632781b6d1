/** Reads of the person's own notices: the list and the count at the bell are renewed together. */
export const NOTICES = ['notices'] as const;
