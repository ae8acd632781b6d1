import type { Council, PublicationBuild, Round, UnitReplies } from '@parix/api-contract';
import { DECISIONS, ROUND_STATES } from '@parix/workflow';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import '../features/jobs.ts';
import { runWaiting } from './job-runs.ts';
import { ITEMS, type Road } from './road.ts';
import type { Client, TestApp } from './test-app.ts';

/* Acts of everybody on one round, tried in any order over HTTP: who may not is refused. */

const UNITS = ['so-a', 'so-b', 'xa-dak'] as const;
const pair = { unit: fc.constantFrom(...UNITS), item: fc.constantFrom(...ITEMS) };
const decision = {
  ...pair,
  decision: fc.constantFrom(...DECISIONS),
  points: fc.constantFrom('0', '0.5', '1.5', '4'),
  /** Blank, as of somebody in a hurry. */
  reasoned: fc.boolean(),
};
const act = <const A extends string, S extends object>(
  name: A,
  shape: { [K in keyof S]: fc.Arbitrary<S[K]> },
): fc.Arbitrary<{ readonly act: A } & S> => fc.record<S>(shape).map((rest) => ({ act: name, ...rest }));

/** One act, whether it makes sense now or not. */
export const roundAct = fc.oneof(
  { weight: 6, arbitrary: act('decide', decision) },
  { weight: 4, arbitrary: act('council-decide', decision) },
  { weight: 3, arbitrary: act('accept-rest', { item: fc.constantFrom(...ITEMS) }) },
  {
    weight: 3,
    arbitrary: act('reply', {
      item: fc.constantFrom(...ITEMS),
      stance: fc.constantFrom('agree' as const, 'disagree' as const),
    }),
  },
  { weight: 2, arbitrary: act('approve-replies', { send: fc.boolean() }) },
  { weight: 1, arbitrary: act('lead', {}) },
  { weight: 2, arbitrary: act('sign-area', {}) },
  { weight: 1, arbitrary: act('withdraw-area', {}) },
  { weight: 1, arbitrary: act('survey', { mark: fc.constantFrom('2', '4,5') }) },
  { weight: 2, arbitrary: act('freeze', {}) },
  { weight: 2, arbitrary: act('write-minutes', {}) },
  {
    weight: 3,
    arbitrary: act('sign-minutes', { part: fc.constantFrom('chair' as const, 'secretary' as const) }),
  },
  { weight: 4, arbitrary: act('move', { to: fc.constantFrom(...ROUND_STATES), reasoned: fc.boolean() }) },
  { weight: 2, arbitrary: act('publish', {}) },
);
export type RoundAct = typeof roundAct extends fc.Arbitrary<infer A> ? A : never;

export interface Stage {
  readonly test: TestApp;
  readonly road: Road;
  /** Leads the appraisal for the agency that is named for an area. */
  readonly leadOfB: Client;
  readonly chairId: string;
  readonly secretaryId: string;
  readonly roundId: string;
}

type Answer = Pick<LightMyRequestResponse, 'statusCode' | 'body'>;
const etag = (version: number) => ({ 'if-match': `"${version}"` });

/** Tries the act as whoever does it in life. @returns what the server answered */
export async function tryAct(stage: Stage, wanted: RoundAct): Promise<Answer> {
  const { road, roundId, test } = stage;
  const { standingBody } = road;
  const path = `/rounds/${roundId}`;
  switch (wanted.act) {
    case 'decide':
      return decide(stage, road.appraiser, 'appraisal', wanted);
    case 'council-decide':
      return decide(stage, road.council, 'council-decision', wanted);
    case 'accept-rest':
      return road.appraiser.send('POST', `${path}/items/${wanted.item}/accept-rest`, { reason: null });
    case 'reply': {
      const own = `${path}/units/${road.ids['so-a']}`;
      const { items } = json<UnitReplies>(await road.unitA.get(`${own}/replies`));
      const version = items?.find(({ itemId }) => itemId === wanted.item)?.reply?.version ?? 0;
      const reply = { stance: wanted.stance, reason: 'Hồ sơ đã nộp', evidence: [] };
      return road.unitA.send('PUT', `${own}/items/${wanted.item}/reply`, reply, etag(version));
    }
    case 'approve-replies': {
      const own = `${path}/units/${road.ids['so-a']}/replies`;
      const { events } = json<UnitReplies>(await road.unitA.get(own));
      const sequence = Math.max(0, ...(events ?? []).map((event) => event.sequence));
      if (wanted.send) return road.unitA.send('POST', `${own}/send`, { sequence });
      return road.leaderA.send('POST', `${own}/approve`, { sequence });
    }
    case 'lead':
      return standingBody.send('POST', `${path}/areas/1/lead`, {
        agency: 'Sở Bình Định',
        unitId: road.ids['so-b'],
      });
    case 'sign-area': {
      const { items } = json<{ items: { areaId: string; now: { rowsSha256: string } | null }[] }>(
        await stage.leadOfB.get(`${path}/appraisal-areas`),
      );
      const rowsSha256 = items?.find(({ areaId }) => areaId === '1')?.now?.rowsSha256 ?? '0'.repeat(64);
      return stage.leadOfB.send('POST', `${path}/areas/1/sign-off`, { note: null, rowsSha256 });
    }
    case 'withdraw-area':
      return standingBody.send('POST', `${path}/areas/1/sign-off/withdraw`, { reason: 'Xem lại' });
    case 'survey':
      return standingBody.upload(
        `${path}/survey-points/import?dryRun=false`,
        'khao-sat.csv',
        `unit,2.1\nso-a,${wanted.mark.includes(',') ? `"${wanted.mark}"` : wanted.mark}\nso-b,3\nxa-dak,5\n`,
      );
    case 'freeze':
      return standingBody.send('POST', `${path}/result-freezes`, {});
    case 'write-minutes':
      return writeMinutes(stage);
    case 'sign-minutes': {
      const version = await minutesVersion(stage);
      const who = wanted.part === 'chair' ? road.council : standingBody;
      return who.send('POST', `${path}/council/minutes/sign`, { version, part: wanted.part });
    }
    case 'move': {
      const { version } = json<Round>(await standingBody.get(path));
      const body = { to: wanted.to, reason: wanted.reasoned ? 'Rà soát lại' : '', acknowledge: true };
      return standingBody.send('POST', `${path}/moves`, body, etag(version ?? 0));
    }
    case 'publish': {
      const { build } = json<{ build: PublicationBuild | null }>(
        await standingBody.get(`${path}/publication-build`),
      );
      const again = build?.state === 'published';
      const ordered = await standingBody.send('POST', `${path}/publications`, {
        decisionNumber: `${again ? build.id : 1}/QĐ-MẪU`,
        decisionDate: '2022-06-30',
        ...(again && { correctionReason: 'Sửa lỗi in' }),
      });
      await runWaiting(test, 'publication.build');
      return ordered;
    }
  }
}

/** What an answer says; of a refusal only what both have. */
const json = <T extends object>(answer: { readonly json: () => unknown }): Partial<T> =>
  answer.json() as Partial<T>;

interface Decided {
  readonly unit: (typeof UNITS)[number];
  readonly item: string;
  readonly decision: string;
  readonly points: string;
  readonly reasoned: boolean;
}

async function decide(
  { road, roundId, test }: Stage,
  who: Client,
  end: 'appraisal' | 'council-decision',
  { unit, item, decision: what, points, reasoned }: Decided,
): Promise<Answer> {
  const unitId = road.ids[unit];
  const { version } = await test.owner
    .selectFrom('itemAppraisal')
    .select(({ fn }) => fn.coalesce(fn.max('version'), fn.count<number>('version')).as('version'))
    .where('roundId', '=', roundId)
    .where('unitId', '=', unitId)
    .where('itemId', '=', item)
    .executeTakeFirstOrThrow();
  const body = {
    decision: what,
    points: what === 'reduce' || what === 'raise' ? points : null,
    reason: reasoned ? 'Đã đối chiếu hồ sơ' : ' ',
  };
  const path = `/rounds/${roundId}/units/${unitId}/items/${item}/${end}`;
  return who.send('PUT', path, body, etag(version));
}

const minutesVersion = async ({ road, roundId }: Stage): Promise<number> =>
  json<Council>(await road.standingBody.get(`/rounds/${roundId}/council`)).minutes?.version ?? 0;

async function writeMinutes(stage: Stage): Promise<Answer> {
  const { road, roundId, chairId, secretaryId } = stage;
  const body = {
    heldAt: '2022-02-28T01:00:00Z',
    endedAt: null,
    place: 'Phòng họp (mẫu)',
    ...{ chairId, secretaryId },
    attendance: [{ name: 'Người hoidong', capacity: 'Chủ tịch Hội đồng', present: true }],
    conclusions: 'Thống nhất kết quả (mẫu)',
  };
  const version = await minutesVersion(stage);
  return road.standingBody.send('PUT', `/rounds/${roundId}/council/minutes`, body, etag(version));
}
