import type { Clock } from './clock.ts';
import type { Db, UseCaseConfig } from './context.ts';

/** What the running application shares: one pool, one clock, one configuration. */
export interface AppServices {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: UseCaseConfig;
}
