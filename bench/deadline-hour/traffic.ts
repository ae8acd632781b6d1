import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { prng } from '../prng.ts';
import { type Contributor, type OwnItem, ROUND } from './seed.ts';

export type Act = 'save' | 'card' | 'session';

/** A save that the server said it has: what must be there afterwards, once. */
export interface Acknowledged {
  readonly unitId: string;
  readonly itemId: string;
  readonly version: number;
  readonly mark: string;
}

export interface Traffic {
  readonly latencies: Readonly<Record<Act, number[]>>;
  readonly acknowledged: Acknowledged[];
  /** Answers other than 200 by status (0 = no answer). */
  readonly refused: Map<number, number>;
  /** 503 answers that carried Retry-After, and those that did not. */
  readonly shed: { withRetryAfter: number; without: number };
  /** Acts that arrived while everything in flight was taken: the generator itself gave up on them. */
  dropped: number;
  arrivals: number;
  conflicts: number;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 2000 });
const MAX_IN_FLIGHT = 4000;

function send(
  port: number,
  who: Contributor,
  method: string,
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((settle) => {
    const text = body && JSON.stringify(body);
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method,
        path: `/api/v1${path}`,
        timeout: 30_000,
        headers: {
          cookie: who.cookie,
          'x-csrf-token': who.csrfToken,
          ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          settle({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            body: Buffer.concat(parts).toString(),
          }),
        );
        response.on('error', () => settle({ status: 0, retryAfter: undefined, body: '' }));
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => settle({ status: 0, retryAfter: undefined, body: '' }));
    sent.end(text);
  });
}

/**
 * Open-loop: acts arrive at random (exponential gaps) at the rate at which so many people act every `thinkSeconds`,
 * whether or not the server keeps up; each is timed from its arrival. What fails is sent again as the web does,
 * after the time that the server asks for, until it is taken; a save keeps its version, so that a retry of a save whose
 * answer was lost is recognised.
 */
export async function drive(
  port: number,
  people: readonly Contributor[],
  options: { readonly seconds: number; readonly thinkSeconds: number; readonly seed: number },
): Promise<Traffic> {
  const random = prng(options.seed);
  const traffic: Traffic = {
    latencies: { save: [], card: [], session: [] },
    acknowledged: [],
    refused: new Map(),
    shed: { withRetryAfter: 0, without: 0 },
    dropped: 0,
    arrivals: 0,
    conflicts: 0,
  };
  const versions = new Map<string, number>();
  const busy = new Set<string>();
  const rate = people.length / options.thinkSeconds;
  const until = performance.now() + options.seconds * 1000;
  const pending = new Set<Promise<void>>();
  let at = performance.now();
  let count = 0;
  while (at < until) {
    at += (-Math.log(1 - random.int(0, 999_999) / 1_000_000) / rate) * 1000;
    const wait = at - performance.now();
    if (wait > 1) await sleep(wait);
    traffic.arrivals += 1;
    if (pending.size >= MAX_IN_FLIGHT) {
      traffic.dropped += 1;
      continue;
    }
    const who = random.pick(people);
    const kind = random.int(1, 10);
    const task =
      kind <= 6
        ? saveOne(
            port,
            who,
            random.pick(who.items),
            `luu-${options.seed}-${(count += 1)}`,
            at,
            traffic,
            versions,
            busy,
          )
        : readOne(port, who, kind <= 7 ? 'card' : 'session', at, traffic);
    pending.add(task);
    void task.finally(() => pending.delete(task));
  }
  await Promise.all(pending);
  return traffic;
}

async function readOne(
  port: number,
  who: Contributor,
  act: Act,
  at: number,
  traffic: Traffic,
): Promise<void> {
  const path = act === 'card' ? `/rounds/${ROUND}/units/${who.unitId}/card` : '/session';
  await insist(traffic, () => send(port, who, 'GET', path));
  traffic.latencies[act].push(performance.now() - at);
}

async function saveOne(
  port: number,
  who: Contributor,
  { id: itemId, figures }: OwnItem,
  mark: string,
  at: number,
  traffic: Traffic,
  versions: Map<string, number>,
  busy: Set<string>,
): Promise<void> {
  const key = `${who.unitId} ${itemId}`;
  // One person saves one item after the other: a second save waits for the first, as the web does.
  while (busy.has(key)) await sleep(20);
  busy.add(key);
  try {
    const version = versions.get(key) ?? 1;
    const path = `/rounds/${ROUND}/units/${who.unitId}/items/${itemId}`;
    const body = { figures, notApplicableReason: null, explanation: mark, evidence: [] };
    const answer = await insist(traffic, () =>
      send(port, who, 'PUT', path, body, { 'if-match': `"${version}"` }),
    );
    traffic.latencies.save.push(performance.now() - at);
    if (answer.status === 412) traffic.conflicts += 1;
    if (answer.status !== 200) return;
    const saved = (JSON.parse(answer.body) as { item: { version: number } }).item.version;
    versions.set(key, saved);
    traffic.acknowledged.push({ unitId: who.unitId, itemId, version: saved, mark });
  } finally {
    busy.delete(key);
  }
}

/** Sends until the server takes it or refuses it for good; 503 and silence are tried again. */
async function insist(traffic: Traffic, attempt: () => Promise<Answer>): Promise<Answer> {
  for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
    const answer = await attempt();
    if (answer.status === 200) return answer;
    traffic.refused.set(answer.status, (traffic.refused.get(answer.status) ?? 0) + 1);
    if (answer.status === 503)
      traffic.shed[answer.retryAfter === undefined ? 'without' : 'withRetryAfter'] += 1;
    if (answer.status !== 503 && answer.status !== 0 && answer.status !== 429) return answer;
    await sleep(
      answer.retryAfter === undefined ? pause : Number(answer.retryAfter) * 1000 * (0.5 + Math.random()),
    );
  }
}
