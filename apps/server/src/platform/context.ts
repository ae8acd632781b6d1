import type { Action, Relation } from '@parix/workflow';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../db/schema.ts';
import type { Locale } from './locale.ts';
import type { Person } from './person.ts';

export type Db = Kysely<Database>;

/** Settings that use cases read. */
export type UseCaseConfig = Pick<Config, 'dataDir' | 'publicUrl'> &
  Partial<
    Pick<
      Config,
      | 'mail'
      | 's3'
      | 'scanner'
      | 'evidenceQuota'
      | 'signatureRootsFile'
      | 'noticeWebhook'
      | 'signOn'
      | 'access'
      | 'trustedProxies'
    >
  >;

/** What a use case has around it when nobody need be signed in. */
export interface PublicContext {
  /** The pool, or the transaction that the caller has opened. */
  readonly db: Db;
  readonly now: Date;
  readonly locale: Locale;
  readonly requestId: string | null;
  readonly config: UseCaseConfig;
}

/** What a use case has around it: who asks, when, and the right to be checked. */
export interface Context extends PublicContext {
  readonly person: Person;
  /** Refuses unless the table of rights allows the act in this relation. Every use case calls it for its action. */
  readonly permit: (action: Action, relation?: Relation) => void;
}
