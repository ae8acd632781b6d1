import { createHash } from 'node:crypto';
import pg from 'pg';
import { copyContentOf, sendCopy } from './copy-in.ts';

/** Texts that one process prepares at most; what comes later is sent unprepared. */
const MAX_NAMES = 400;
/** Long texts are inserts of many rows, each of another length. */
const MAX_TEXT = 6000;
/** A prepared statement whose tables were altered since, by a newer release beside this one. */
const PLAN_OUTDATED = '0A000';

const names = new Map<string, string>();
let generation = 0;

/** A name for the text of a statement with parameters; undefined when it is not worth one. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_NAMES || text.length > MAX_TEXT) return known;
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const name = `p${generation}${digest}`;
  names.set(text, name);
  return name;
}

/** Every text gets a new name, so that each connection prepares it anew. */
function forgetNames(error: unknown): void {
  if (!(error instanceof pg.DatabaseError) || error.code !== PLAN_OUTDATED) return;
  names.clear();
  generation += 1;
}

/**
 * A connection that prepares the statements it is sent with parameters: the server parses each text once per
 * connection instead of once per request. Behind a pooler in transaction mode this needs one that carries prepared
 * statements along (PgBouncer from 1.21).
 */
export class PreparingClient extends pg.Client {
  // The driver overloads `query` by what it is given; only the form of the query builder is looked at.
  override query(...given: unknown[]): never {
    const [text, values, ...rest] = given;
    const content = copyContentOf(values);
    if (typeof text === 'string' && content !== undefined)
      return sendCopy({ query: super.query.bind(this) }, text, content) as never;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const sent = name === undefined ? given : [{ name, text, values }, ...rest];
    const ask = super.query.bind(this) as (...parts: unknown[]) => unknown;
    const answer = ask(...sent);
    if (name !== undefined && answer instanceof Promise) answer.catch(forgetNames);
    return answer as never;
  }
}
