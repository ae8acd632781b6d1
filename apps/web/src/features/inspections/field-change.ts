import { session } from '../../api/session-state.ts';
import type { LocalVisit } from './local-visit.ts';

export type Change = (make: (local: LocalVisit) => LocalVisit) => void;

/** When something is written, by the server's clock as far as it is known here. */
export const nowText = (): string => new Date(session.now()).toISOString();
