import { setTimeout as sleep } from 'node:timers/promises';
import { ROUTES, type TakenEvents } from '@parix/api-contract';
import type { FastifyBaseLogger } from 'fastify';
import type { PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { isConnectionLost } from '../../platform/postgres/connection-lost.ts';
import type { AppServices } from '../../platform/services.ts';
import { findSendingSource } from './sources.queries.ts';
import { takeEvents } from './take-events.service.ts';

/** A batch that came by a message broker. */
export interface Delivery {
  /** Bytes of the same JSON that POST /dossier-events takes. */
  readonly body: Uint8Array;
  /** Name that the sender gave the message; null: none. */
  readonly id: string | null;
  /** Keeps a message beside the queue, for whoever sent the batch; resolves once the broker has made it last. */
  readonly setAside: (message: Buffer) => Promise<void>;
  /** The broker may forget the batch. */
  readonly acknowledge: () => void;
}

/** The adapter of one queue of a broker: all that is known of it here. */
export interface EventQueue {
  readonly name: string;
  /**
   * Batches one after another; what was not acknowledged comes again, then or to another process. The next is asked
   * for when the one before is done with. Ends when `stopping` is aborted, throws when the connection is lost.
   */
  readonly deliveries: (stopping: AbortSignal) => AsyncIterable<Delivery>;
}

export interface QueueServices extends AppServices {
  readonly logger: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

export interface ConsumeOptions {
  /** Code of the source that speaks through the queue. */
  readonly sourceCode: string;
  /** First wait after a failure, doubled with each further one. */
  readonly pauseMs?: number;
}

const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** Bytes of a message: many times what 2000 events need, and little beside the memory of the process. */
const LARGEST = 4 * 1024 ** 2;
/** Of a larger one: no broker takes it back whole in the form in which it is set aside. */
const KEPT = 64 * 1024;
/** Tries of a batch that fails for a reason of ours; then it is set aside, so that those behind it go on. */
const TRIES = 5;

/** Takes batches from a queue until it is stopped, as the HTTP door does: stored and counted before they are acknowledged. */
export function consumeEvents(
  services: QueueServices,
  queue: EventQueue,
  { sourceCode, pauseMs = PAUSE_MS }: ConsumeOptions,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const consumer: Consumer = { services, queue, sourceCode, pauseMs, signal: stopping.signal };
  const work = consume(consumer);
  return {
    stop: () => {
      stopping.abort();
      return work;
    },
  };
}

interface Consumer extends Required<ConsumeOptions> {
  readonly services: QueueServices;
  readonly queue: EventQueue;
  readonly signal: AbortSignal;
}

async function consume(consumer: Consumer): Promise<void> {
  const { services, queue, signal } = consumer;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const delivery of queue.deliveries(signal)) {
        failures = 0;
        await takeDelivery(consumer, delivery);
      }
    } catch (error) {
      if (signal.aborted) return;
      services.logger.warn(
        { err: error, queue: queue.name },
        'the message broker does not answer; trying again',
      );
      await pause(consumer, failures++);
    }
  }
}

async function pause({ pauseMs, signal }: Consumer, failures: number): Promise<void> {
  const ms = Math.min(pauseMs * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** One batch, to its end: taken, set aside with the reason, or (when stopped meanwhile) left for the next process. */
async function takeDelivery(consumer: Consumer, delivery: Delivery): Promise<void> {
  const { services, queue } = consumer;
  const batch = readBatch(delivery.body);
  const outcome = 'code' in batch ? batch : await takeBatch(consumer, delivery, batch.events);
  if (outcome === undefined) return;
  const message = asideOf(delivery, 'code' in batch ? [] : batch.events, outcome);
  if (message !== null) await delivery.setAside(Buffer.from(JSON.stringify(message)));
  delivery.acknowledge();
  const said = 'code' in outcome ? outcome : { ...outcome, rejected: outcome.rejected.length };
  services.logger.info(
    { queue: queue.name, message: delivery.id, ...said },
    'a batch of a queue was dealt with',
  );
}

interface Refused {
  readonly code: 'too-large' | 'not-json' | 'batch-invalid' | 'failed';
  readonly message: string;
}

const WORDS: Readonly<Record<Refused['code'], string>> = {
  'too-large':
    'Thông điệp lớn hơn 4 MB; chỉ phần đầu được giữ ở đây. Chia nhỏ lô rồi gửi lại. / The message has more than 4 MB; only its beginning is kept here. Send it in smaller batches.',
  'not-json':
    'Nội dung không phải JSON (UTF-8). Gửi đúng nội dung của POST /dossier-events. / The message is not JSON in UTF-8.',
  'batch-invalid':
    'Cần {"events": [...]} với 1 đến 2000 sự kiện. / {"events": [...]} with 1 to 2000 events is needed.',
  failed:
    'Máy chủ gặp lỗi khi nhận lô này (xem nhật ký); chưa sự kiện nào của lô được nhận. Báo người vận hành, rồi gửi lại. / The server failed on this batch (see its log); nothing of it was taken.',
};
const refused = (code: Refused['code']): Refused => ({ code, message: WORDS[code] });

function readBatch(body: Uint8Array): { readonly events: readonly unknown[] } | Refused {
  if (body.length > LARGEST) return refused('too-large');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return refused('not-json');
  }
  const read = ROUTES.sendDossierEvents.body.safeParse(json);
  return read.success ? read.data : refused('batch-invalid');
}

/** Undefined: the process stops, and the batch was not taken. */
async function takeBatch(
  consumer: Consumer,
  { id }: Delivery,
  events: readonly unknown[],
): Promise<TakenEvents | Refused | undefined> {
  const { services, queue, sourceCode, signal } = consumer;
  const { db, clock, config, logger } = services;
  let failures = 0;
  for (let waits = 0; !signal.aborted; waits += 1) {
    const context: PublicContext = { db, config, now: clock.now(), locale: 'vi', requestId: newId() };
    const about = { queue: queue.name, message: id, source: sourceCode, requestId: context.requestId };
    try {
      const source = await findSendingSource(db, sourceCode);
      if (source) return await takeEvents(context, source, events);
      logger.warn(about, 'the source of a queue is not known or may not send; its batches wait');
    } catch (error) {
      // Without a database nothing is wrong with the batch: it waits as long as that takes.
      if (!isConnectionLost(error)) failures += 1;
      logger.error({ err: error, ...about, failures }, 'a batch of a queue could not be taken');
      if (failures >= TRIES) return refused('failed');
    }
    await pause(consumer, waits);
  }
  return undefined;
}

const kept = (body: Uint8Array): Uint8Array => (body.length > LARGEST ? body.subarray(0, KEPT) : body);

/** What is kept for the sender: the reasons with the events that they are about, or the batch itself; null: nothing to say. */
function asideOf({ id, body }: Delivery, events: readonly unknown[], outcome: TakenEvents | Refused) {
  if ('code' in outcome)
    return {
      message: id,
      refused: outcome,
      bytes: body.length,
      body: Buffer.from(kept(body)).toString('base64'),
    };
  if (outcome.rejected.length === 0) return null;
  const places = [...new Set(outcome.rejected.map(({ place }) => Number(place.split('/')[2])))];
  return {
    message: id,
    answer: outcome,
    events: places.map((at) => ({ place: `/events/${at}`, event: events[at] })),
  };
}
