import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { prng, type Prng } from '../prng.ts';
import { choicesOf } from './seed.ts';

export interface Traffic {
  /** Milliseconds from the first sending to the answer that it was received. */
  readonly latencies: number[];
  /** Sendings that were not answered with "received", by status (0 = no answer). */
  readonly refused: Map<number, number>;
  sendings: number;
  /** Sent again although it had been received, as by somebody who saw no answer. */
  repeated: number;
  /** Sent twice at the same moment, as by a double tap. */
  doubleTaps: number;
  /** Repeated sendings that were not told "received". */
  toldOtherwise: number;
  acknowledged: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 400 });
const RECEIVED = 'data-said="received"';

function post(port: number, code: string, body: string, address: string) {
  return new Promise<{ readonly status: number; readonly received: boolean }>((settle) => {
    const lost = () => settle({ status: 0, received: false });
    const sent = request(
      {
        ...{ agent, port, host: '127.0.0.1', method: 'POST', path: `/ks/${code}`, timeout: 30_000 },
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': address,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          settle({ status: response.statusCode ?? 0, received: text.includes(RECEIVED) }),
        );
        response.on('error', lost);
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', lost);
    sent.end(body);
  });
}

/**
 * So many respondents at once answer one code after the other until all are used (closed loop). What is not taken is
 * sent again with the same token until it is; one in ten is sent again although it was received, one in twenty twice at
 * the same moment.
 */
export async function drive(
  port: number,
  codes: readonly string[],
  options: { readonly atOnce: number; readonly seed: number },
): Promise<Traffic> {
  const traffic: Traffic = {
    ...{ latencies: [], refused: new Map<number, number>() },
    ...{ sendings: 0, repeated: 0, doubleTaps: 0, toldOtherwise: 0, acknowledged: 0 },
  };
  let next = 0;
  const respondent = async (random: Prng): Promise<void> => {
    while (next < codes.length) {
      const number = next;
      next += 1;
      await answerOne(port, codes[number] ?? '', number, random, traffic);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, (_, at) => respondent(prng(options.seed + at))));
  return traffic;
}

async function answerOne(
  port: number,
  code: string,
  number: number,
  random: Prng,
  traffic: Traffic,
): Promise<void> {
  const choices = Object.entries(choicesOf(number)).map(([id, option]) => [`q.${id}`, option]);
  const token = `bench-${number}-${random.int(0, 1e9)}-0123456789`;
  const body = new URLSearchParams([['token', token], ['version', '1'], ...choices] as string[][]).toString();
  const address = `10.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`;
  const began = performance.now();
  const once = async (): Promise<boolean> => {
    traffic.sendings += 1;
    const { status, received } = await post(port, code, body, address);
    if (!received) traffic.refused.set(status, (traffic.refused.get(status) ?? 0) + 1);
    return received;
  };
  const twice = random.chance(0.05);
  if (twice) traffic.doubleTaps += 1;
  let received = twice ? (await Promise.all([once(), once()])).some(Boolean) : await once();
  while (!received) {
    await sleep(random.int(200, 1500));
    received = await once();
  }
  traffic.latencies.push(performance.now() - began);
  traffic.acknowledged += 1;
  if (!random.chance(0.1)) return;
  traffic.repeated += 1;
  traffic.sendings += 1;
  const again = await post(port, code, body, address);
  if (again.status !== 0 && again.status < 500 && !again.received) traffic.toldOtherwise += 1;
}
