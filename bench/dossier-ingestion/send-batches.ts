import type { prng } from '../prng.ts';

/** Dossiers of one batch, each with two events: as many as one request may carry. */
export const PER_BATCH = 1000;
/** Units of `prepareSources`, coded dv-1 … */
export const UNITS = 168;
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Dossiers `from` … of a source, received and finished in 2021. */
export function batch(source: number, from: number, random: ReturnType<typeof prng>): readonly object[] {
  const start = Date.parse('2021-01-04T01:00:00Z');
  return Array.from({ length: PER_BATCH }, (_, at) => {
    const received = start + random.int(0, 350) * DAY + random.int(0, 7) * HOUR;
    const head = {
      unit: `dv-${random.int(1, UNITS)}`,
      dossier: `S${source}-${from + at}`,
      procedure: `1.0${random.int(1, 200)}`,
    };
    const finished = received + random.int(1, 12 * 24) * HOUR;
    return [
      {
        ...head,
        id: 'a',
        kind: 'accepted',
        at: iso(received),
        due: iso(received + 7 * DAY),
        channel: random.pick(['online', 'counter', 'post']),
      },
      { ...head, id: 'b', kind: 'finished', at: iso(finished) },
    ];
  }).flat();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

export interface Answered {
  /** Of HTTP; 0: no answer. Anything but 200 is not acknowledged and must be sent again. */
  readonly status: number;
  /** Of the problem that was told, where one was told in the form that the API promises, with a time to come back. */
  readonly problem?: string;
}

/** One attempt. @throws when an event was rejected: that is a fault of this script */
export async function sendBatch(publicUrl: string, token: string, body: string): Promise<Answered> {
  const answer = await fetch(`${publicUrl}/api/v1/dossier-events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(60_000),
  }).catch(() => undefined);
  const content = await answer?.json().catch(() => undefined);
  if (answer === undefined || content === undefined) return { status: 0 };
  if (!answer.ok) return { status: answer.status, ...problemOf(answer, content) };
  const { rejected } = content as { rejected: unknown[] };
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected[0]));
  return { status: 200 };
}

function problemOf({ headers }: Response, content: unknown): Pick<Answered, 'problem'> {
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!isProblem || headers.get('retry-after') === null) return {};
  return { problem: (content as { readonly code: string }).code };
}
