import { v7 } from 'uuid';

/** UUIDv7: opaque, unique without coordination, ordered by time of creation. */
export const newId = (): string => v7();
