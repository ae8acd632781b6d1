import type { DossierSource, TakenEvents } from '@parix/api-contract';
import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../db/schema.ts';
import { ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { consumeEvents, type Delivery, type EventQueue } from './event-queue.ts';

let test: TestApp;
let road: Road;
let source: DossierSource & { token: string };
let number = 0;

beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-03-01T01:00:00Z');
  road = await openRoad(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  number += 1;
  const code = `hang-doi-${number}`;
  source = await ok(road.standingBody.send('POST', '/dossier-sources', { code, name: code }));
});

interface Message {
  readonly id: string;
  readonly body: Buffer;
}
/** What a broker does, in memory: messages stay until they are acknowledged, and come again after a lost connection. */
class FakeQueue implements EventQueue {
  readonly name = 'thu';
  readonly waiting: Message[] = [];
  readonly aside: {
    message: string | null;
    refused?: { code: string };
    answer?: TakenEvents;
    events?: unknown[];
  }[] = [];
  readonly acknowledged: string[] = [];
  connections = 0;
  /** Called before an acknowledgement arrives; throwing loses the connection and the acknowledgement. */
  beforeAcknowledged: (id: string) => void = () => undefined;
  #wake = (): void => undefined;

  send(id: string, content: unknown): void {
    this.waiting.push({
      id,
      body: Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content)),
    });
    this.#wake();
  }
  async *deliveries(stopping: AbortSignal): AsyncGenerator<Delivery> {
    this.connections += 1;
    stopping.addEventListener('abort', () => this.#wake(), { once: true });
    const given = new Set<Message>();
    while (!stopping.aborted) {
      const message = this.waiting.find((each) => !given.has(each));
      if (!message) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      given.add(message);
      yield {
        ...message,
        setAside: async (content) => void this.aside.push(JSON.parse(content.toString())),
        acknowledge: () => {
          this.beforeAcknowledged(message.id);
          this.waiting.splice(this.waiting.indexOf(message), 1);
          this.acknowledged.push(message.id);
        },
      };
    }
  }
}

const event = (dossier: string, more: object = {}) => ({
  ...{ unit: 'so-a', dossier, id: 'a', kind: 'accepted', at: '2022-01-04T02:00:00Z', channel: 'online' },
  ...more,
});
const heldCodes = async (db: Kysely<Database> = test.db): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('dossierEvent')
    .select('dossierCode')
    .where('sourceId', '=', source.id)
    .execute();
  return rows.map(({ dossierCode }) => dossierCode).sort();
};

async function withConsumer(
  queue: FakeQueue,
  use: (stop: () => Promise<void>) => Promise<void>,
  db: Kysely<Database> = test.db,
): Promise<void> {
  const services = { db, clock: test.clock, config: test.config, logger: pino({ level: 'silent' }) };
  const { stop } = consumeEvents(services, queue, { sourceCode: source.code, pauseMs: 5 });
  try {
    await use(stop);
  } finally {
    await stop();
  }
}
/** Holds the source, so that a batch in hand waits for it, until `use` ends. */
async function heldBack<T>(use: (waits: () => Promise<void>) => Promise<T>): Promise<T> {
  return test.owner.transaction().execute(async (holder) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`dossier-source:${source.id}`}, 0))`.execute(
      holder,
    );
    return use(() =>
      until(async () => {
        const { rows } = await sql`
          select 1 from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`.execute(test.db);
        expect(rows).toHaveLength(1);
      }),
    );
  });
}
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const acknowledged = (queue: FakeQueue, ...ids: readonly string[]) =>
  until(() => expect(queue.acknowledged).toEqual(ids));

/** Statements that match fail with this error, so often. */
function failing(pattern: RegExp, error: Error, times: number): Kysely<Database> {
  let left = times;
  return test.db.withPlugin({
    transformQuery: ({ node }) => {
      if (left > 0 && pattern.test(JSON.stringify(node))) {
        left -= 1;
        throw error;
      }
      return node;
    },
    transformResult: async ({ result }) => result,
  });
}

describe('batches from a queue', () => {
  it('are taken as over HTTP, and acknowledged only when they are stored', async () => {
    const queue = new FakeQueue();
    queue.send('m1', { events: [event('A1'), event('A2')] });
    await withConsumer(queue, async () => {
      await acknowledged(queue, 'm1');
      queue.send('m2', { events: [event('A3'), event('A1')] });
      await acknowledged(queue, 'm1', 'm2');
    });
    expect(await heldCodes()).toEqual(['A1', 'A2', 'A3']);
    expect(queue.aside).toEqual([]);
    const { count } = await test.owner
      .selectFrom('dossier')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('sourceId', '=', source.id)
      .executeTakeFirstOrThrow();
    expect(count).toBe(3);
  });

  it('rows that are refused are kept beside the queue with their reasons; the others are taken', async () => {
    const queue = new FakeQueue();
    queue.send('m1', {
      events: [
        event('B1'),
        event('B2', { unit: 'khong-co' }),
        event('B3', { kind: '?' }),
        event('B4', { name: 'An' }),
      ],
    });
    await withConsumer(queue, () => acknowledged(queue, 'm1'));
    expect(await heldCodes()).toEqual(['B1']);
    expect(queue.aside).toEqual([
      {
        message: 'm1',
        answer: expect.objectContaining({ taken: 1, repeated: 0 }),
        events: [
          { place: '/events/1', event: event('B2', { unit: 'khong-co' }) },
          { place: '/events/2', event: event('B3', { kind: '?' }) },
          { place: '/events/3', event: event('B4', { name: 'An' }) },
        ],
      },
    ]);
    expect(queue.aside[0]?.answer?.rejected.map(({ place, code }) => `${place} ${code}`)).toEqual([
      '/events/1/unit unknown-unit',
      '/events/2/kind event-invalid',
      '/events/3/name event-invalid',
    ]);
  });

  it.each([
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x7b]), 'not-json'],
    ['no JSON', Buffer.from('{"events":'), 'not-json'],
    ['an empty message', Buffer.alloc(0), 'not-json'],
    ['another shape', { rows: [] }, 'batch-invalid'],
    ['no events', { events: [] }, 'batch-invalid'],
    ['too many events', { events: Array.from({ length: 2001 }, () => ({})) }, 'batch-invalid'],
  ])('%s is kept whole beside the queue, and the next goes on', async (_title, content, code) => {
    const queue = new FakeQueue();
    queue.send('bad', content);
    queue.send('good', { events: [event('C1')] });
    const sent = queue.waiting[0]?.body.toString('base64');
    await withConsumer(queue, () => acknowledged(queue, 'bad', 'good'));
    expect(queue.aside).toMatchObject([{ message: 'bad', refused: { code }, body: sent }]);
    expect(await heldCodes()).toEqual(['C1']);
  });
});

describe('a message that is larger than any batch', () => {
  it('is named with its beginning, and the next goes on', async () => {
    const queue = new FakeQueue();
    queue.send('huge', Buffer.alloc(4 * 1024 ** 2 + 1, 'x'));
    queue.send('good', { events: [event('L1')] });
    await withConsumer(queue, () => acknowledged(queue, 'huge', 'good'));
    const body = Buffer.alloc(64 * 1024, 'x').toString('base64');
    expect(queue.aside).toMatchObject([
      { message: 'huge', refused: { code: 'too-large' }, bytes: 4 * 1024 ** 2 + 1, body },
    ]);
    expect(await heldCodes()).toEqual(['L1']);
  });
});

describe('nothing is lost and nothing doubled', () => {
  it('when the connection is lost between the storing and the acknowledgement', async () => {
    const queue = new FakeQueue();
    let losses = 3;
    queue.beforeAcknowledged = () => {
      losses -= 1;
      if (losses >= 0) throw new Error('connection reset');
    };
    queue.send('m1', { events: [event('D1'), event('D2', { kind: '?' })] });
    await withConsumer(queue, () => acknowledged(queue, 'm1'));
    expect(queue.connections).toBe(4);
    expect(await heldCodes()).toEqual(['D1']);
    // Told each time: whoever reads it knows the message by its id.
    expect(queue.aside.map(({ answer }) => [answer?.taken, answer?.repeated])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it('when the database goes away for a while', async () => {
    const queue = new FakeQueue();
    queue.send('m1', { events: [event('E1')] });
    const gone = Object.assign(new Error('terminating connection'), { code: '57P01' });
    await withConsumer(queue, () => acknowledged(queue, 'm1'), failing(/dossier_event/, gone, 7));
    expect(await heldCodes()).toEqual(['E1']);
    expect(queue.aside).toEqual([]);
    expect(queue.connections).toBe(1);
  });

  it('a batch that fails again and again for another reason is set aside whole; those behind it go on', async () => {
    const queue = new FakeQueue();
    queue.send('m1', { events: [event('F1')] });
    queue.send('m2', { events: [event('F2')] });
    await withConsumer(
      queue,
      () => acknowledged(queue, 'm1', 'm2'),
      failing(/dossier_event/, new Error('a fault'), 5),
    );
    expect(queue.aside).toMatchObject([{ message: 'm1', refused: { code: 'failed' } }]);
    expect(await heldCodes()).toEqual(['F2']);
  });

  it('a source that may not send: its batches stay with the broker until it may', async () => {
    await ok(road.standingBody.send('POST', `/dossier-sources/${source.id}/revoke`));
    const queue = new FakeQueue();
    queue.send('m1', { events: [event('G1')] });
    await withConsumer(queue, async (stop) => {
      await until(() => expect(queue.connections).toBe(1));
      await stop();
    });
    expect(queue.acknowledged).toEqual([]);
    expect(queue.waiting.map(({ id }) => id)).toEqual(['m1']);
    expect(await heldCodes()).toEqual([]);
    await ok(road.standingBody.send('POST', `/dossier-sources/${source.id}/token`));
    await withConsumer(queue, () => acknowledged(queue, 'm1'));
    expect(await heldCodes()).toEqual(['G1']);
  });

  it('a stop waits for the batch in hand, and takes no other', async () => {
    const queue = new FakeQueue();
    queue.send('m1', { events: [event('H1')] });
    queue.send('m2', { events: [event('H2')] });
    const services = {
      db: test.db,
      clock: test.clock,
      config: test.config,
      logger: pino({ level: 'silent' }),
    };
    const { stop } = await heldBack(async (waits) => {
      const consumer = consumeEvents(services, queue, { sourceCode: source.code, pauseMs: 5 });
      await waits();
      return { stop: consumer.stop() };
    });
    await stop;
    await acknowledged(queue, 'm1');
    expect(queue.waiting.map(({ id }) => id)).toEqual(['m2']);
    expect(await heldCodes()).toEqual(['H1']);
  });
});
