/**
 * Folding and counting dossiers, against JSON.parse of the same events in the same run: one core, median of nine, each
 * dossier with another course. `node --import tsx bench/dossier-fold.ts [dossiers=100000]`
 */
import { loadavg } from 'node:os';
import {
  changeOfCounts,
  countsOf,
  foldDossier,
  UNKNOWN_PROCEDURE,
  type DossierEvent,
} from '../packages/one-stop/src/index.ts';
import { compileWorkingClock } from '../packages/working-days/src/index.ts';
import { measure } from './clock.ts';
import { prng, type Prng } from './prng.ts';

const dossiers = Number(process.argv[2] ?? 100_000);
const clock = compileWorkingClock(
  { weekend: [6, 7], holidays: ['2021-09-02', '2021-09-03'], workedDays: [] },
  [
    { from: '07:30', to: '11:30' },
    { from: '13:30', to: '17:30' },
  ],
);
const lawful = { ...UNKNOWN_PROCEDURE, processingMinutes: 5 * 480, counting: 'days' } as const;
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60;
const START = Date.parse('2021-01-01T00:00:00+07:00');

/** A record as a source sends it once a dossier has been returned. */
function record(random: Prng, n: number): DossierEvent[] {
  const received = START + random.int(0, YEAR) * MINUTE;
  const finished = received + random.int(60, 8 * 1440) * MINUTE;
  return [
    {
      id: `r${n}`,
      revision: 1,
      kind: 'reported',
      at: finished + 1440 * MINUTE,
      state: 'returned',
      received,
      due: received + 7 * 1440 * MINUTE,
      finished,
      returned: finished + 600 * MINUTE,
      channel: random.pick(['online', 'counter', 'post']),
      level: random.pick(['level-3', 'level-4']),
      digitised: random.chance(0.5),
      paidOnline: random.chance(0.3) ? true : null,
    },
  ];
}

function fine(random: Prng, n: number, withSupplement: boolean): DossierEvent[] {
  const at = START + random.int(0, YEAR) * MINUTE;
  const later = (days: number): number => at + Math.floor(days * 1440) * MINUTE + random.int(0, 600) * MINUTE;
  const head = (name: string): { id: string; revision: number } => ({ id: `${name}${n}`, revision: 1 });
  const events: DossierEvent[] = [
    { ...head('a'), kind: 'accepted', at, channel: random.pick(['online', 'counter']), level: 'level-4' },
    { ...head('f'), kind: 'finished', at: later(random.int(2, 9)) },
    { ...head('r'), kind: 'returned', at: later(10), channel: 'counter' },
  ];
  if (withSupplement)
    events.push(
      { ...head('s'), kind: 'supplement-requested', at: later(0.5) },
      { ...head('t'), kind: 'supplemented', at: later(1.5) },
    );
  return events;
}

const cases: readonly (readonly [string, (random: Prng, n: number) => DossierEvent[]])[] = [
  ['one record', record],
  ['3 events', (random, n) => fine(random, n, false)],
  ['5 events, one supplement', (random, n) => fine(random, n, true)],
];
const rate = (ms: number): string => Math.round(dossiers / (ms / 1000)).toLocaleString('en');
console.log(
  `${dossiers} dossiers, Node ${process.version}, load ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`,
);
console.log(
  '| dossier | fold + counts per s | × JSON.parse | fold, counts and change per s | JSON.parse per s |',
);
console.log('| --- | --- | --- | --- | --- |');
for (const [name, make] of cases) {
  const random = prng(7);
  const all = Array.from({ length: dossiers }, (_, n) => make(random, n));
  const texts = all.map((events) => JSON.stringify(events));
  let held = 0;
  const options = { warm: 3, runs: 9 };
  const parse = measure(() => {
    for (const text of texts) held += (JSON.parse(text) as unknown[]).length;
  }, options);
  const fold = measure(() => {
    for (const events of all) held += countsOf(foldDossier(events, lawful, clock), clock).length;
  }, options);
  const change = measure(() => {
    for (const events of all) {
      const before = countsOf(foldDossier(events.slice(0, -1), lawful, clock), clock);
      held += changeOfCounts(before, countsOf(foldDossier(events, lawful, clock), clock)).length;
    }
  }, options);
  if (held === 0) throw new Error('nothing was counted');
  console.log(
    `| ${name} | ${rate(fold)} | ${(fold / parse).toFixed(2)} | ${rate(change)} | ${rate(parse)} |`,
  );
}
