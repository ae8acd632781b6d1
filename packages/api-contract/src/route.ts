import type { Action } from '@parix/workflow';
import type { z } from 'zod';

/**
 * Who may call: an action of the table of rights, any signed-in person, anybody, or a system that sends dossiers and
 * shows its token (`Authorization: Bearer`).
 */
export type RoutePermission = Action | 'signed-in' | 'public' | 'dossier-source';

/** One operation of the API. The server registers it, the web calls it, OpenAPI is generated from it. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly permission: RoutePermission;
  readonly summary: string;
  readonly feature: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** multipart/form-data with one part named `file`. */
  readonly upload?: true;
  /** The answer carries a strong ETag and the request must carry If-Match (428 without, 412 when stale). */
  readonly ifMatch?: true;
  /** A repeated request with the same Idempotency-Key has its effect once. Required on POST with effects. */
  readonly idempotent?: true;
  /**
   * Sessions that are not open and may call it all the same: `locked`; `second-factor`, which has given its password
   * only; `enrolment`, whose role needs a second factor that the account does not have yet.
   */
  readonly within?: readonly ('locked' | 'second-factor' | 'enrolment')[];
  /** A weighty act: the person must have proved who they are within the last minutes. */
  readonly stepUp?: true;
  readonly response: Response;
}

export function route<const R extends Route>(definition: R): R {
  return definition;
}
