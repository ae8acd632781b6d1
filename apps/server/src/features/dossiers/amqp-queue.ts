import { type ConfirmChannel, connect, type ConsumeMessage } from 'amqplib';
import type { Delivery, EventQueue } from './event-queue.ts';

/** Batches that the broker sends ahead of the one in hand: the next is here when one is done, and no more memory is used. */
const AHEAD = 2;
const CONNECT_MS = 10_000;
/** Beside the queue itself: what was not taken, with the reason. */
const asideName = (queue: string): string => `${queue}.refused`;

/** A queue of an AMQP 0-9-1 broker, as RabbitMQ is. The queue must be there; the one beside it is made here, durable. */
export const amqpQueue = (url: string, name: string): EventQueue => ({
  name,
  deliveries: (stopping) => deliveriesOf(url, name, stopping),
});

async function* deliveriesOf(url: string, queue: string, stopping: AbortSignal): AsyncGenerator<Delivery> {
  const connection = await connect(url, { timeout: CONNECT_MS });
  const inbox = newInbox(stopping);
  connection.on('error', inbox.lose);
  connection.on('close', () => inbox.lose(new Error('the broker closed the connection')));
  try {
    const channel = await connection.createConfirmChannel();
    channel.on('error', inbox.lose);
    channel.on('close', () => inbox.lose(new Error('the broker closed the channel')));
    await channel.checkQueue(queue);
    await channel.assertQueue(asideName(queue), { durable: true });
    await channel.prefetch(AHEAD);
    await channel.consume(queue, inbox.add);
    for (let message = await inbox.next(); message; message = await inbox.next())
      yield toDelivery(channel, queue, message);
    // An acknowledgement is on its way: the answer to this comes after it.
    await channel.close();
  } finally {
    inbox.close();
    await connection.close().catch(() => undefined);
  }
}

function toDelivery(channel: ConfirmChannel, queue: string, message: ConsumeMessage): Delivery {
  const { messageId } = message.properties as { readonly messageId?: unknown };
  const id = typeof messageId === 'string' ? messageId : null;
  return {
    id,
    body: message.content,
    setAside: async (content) => {
      const how = {
        persistent: true,
        contentType: 'application/json',
        ...(id !== null && { correlationId: id }),
      };
      channel.sendToQueue(asideName(queue), content, how);
      await channel.waitForConfirms();
    },
    acknowledge: () => channel.ack(message),
  };
}

interface Inbox {
  readonly add: (message: ConsumeMessage | null) => void;
  readonly lose: (error: Error) => void;
  /** Undefined once it is stopped. @throws what the connection was lost by */
  readonly next: () => Promise<ConsumeMessage | undefined>;
  readonly close: () => void;
}

function newInbox(stopping: AbortSignal): Inbox {
  const arrived: ConsumeMessage[] = [];
  let lost: Error | undefined;
  let wake = (): void => undefined;
  const onStop = (): void => wake();
  stopping.addEventListener('abort', onStop);
  const lose = (error: Error): void => {
    lost ??= error;
    wake();
  };
  return {
    lose,
    close: () => stopping.removeEventListener('abort', onStop),
    add: (message) => {
      if (message === null) return lose(new Error('the broker ended the consumer: the queue is gone'));
      arrived.push(message);
      wake();
    },
    next: async () => {
      for (;;) {
        if (stopping.aborted) return undefined;
        if (lost) throw lost;
        const message = arrived.shift();
        if (message) return message;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
