import { createSource } from '../features/dossiers/sources.service.ts';
import { takeEvents } from '../features/dossiers/take-events.service.ts';
import type { Context } from '../platform/context.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Four hundred days back, so that this year stands beside the last one. */
const SPAN = 400;
const PER_UNIT = 60;
const BATCH = 1000;

/**
 * Made-up dossiers of the last thirteen months, the same at every start but for the day they end on: most settled on
 * time, some late, some still open. Sent as a one-stop system sends them.
 */
export async function seedDossiers(context: Context, unitCodes: readonly string[]): Promise<void> {
  const { token: _token, ...source } = await createSource(context, {
    code: 'mot-cua-mau',
    name: 'Hệ thống một cửa tỉnh Mẫu (mẫu)',
  });
  const today = Math.floor(context.now.getTime() / DAY) * DAY;
  const events = unitCodes.flatMap((unit, at) =>
    Array.from({ length: PER_UNIT }, (_, n) => dossierOf(unit, at * PER_UNIT + n, n, today)).flat(),
  );
  for (let from = 0; from < events.length; from += BATCH) {
    const { rejected } = await takeEvents(context, source, events.slice(from, from + BATCH));
    if (rejected.length > 0) throw new Error(`demo dossiers: ${JSON.stringify(rejected[0])}`);
  }
}

const CHANNELS = ['online', 'counter', 'online', 'post', 'counter'] as const;
/** Days from receipt to result; the appointment is ten days after the receipt. */
const TAKES = [4, 7, 9, 6, 8, 5, 9, 13, 3, 8] as const;

function dossierOf(unit: string, seed: number, n: number, today: number): readonly object[] {
  const back = 1 + Math.round(((SPAN - 1) * n) / PER_UNIT) + (seed % 3);
  const received = today - back * DAY + (1 + (seed % 8)) * HOUR;
  const dossier = `MAU-${String(seed + 1).padStart(5, '0')}`;
  const head = { unit, dossier };
  const takes = TAKES[(seed * 7) % TAKES.length] ?? 8;
  const finished = received + takes * DAY;
  return [
    {
      ...{ ...head, id: 'tiep-nhan', kind: 'accepted', channel: CHANNELS[seed % CHANNELS.length] },
      ...{ at: iso(received), due: iso(received + 10 * DAY) },
    },
    ...(finished < today && seed % 41 !== 0
      ? [{ ...head, id: 'ket-qua', kind: 'finished', at: iso(finished) }]
      : []),
  ];
}

const iso = (instant: number): string => new Date(instant).toISOString();
