import type { Round } from '@parix/api-contract';
import type { Context } from '../platform/context.ts';
import { acceptRest } from '../features/appraisal/accept-rest.service.ts';
import { requirePlan } from '../features/criteria-sets/set-library.read-model.ts';
import { publishNow } from '../features/publication/publish-now.service.ts';
import { saveMinutes, signMinutes as signCouncilMinutes } from '../features/council/minutes.service.ts';
import { createRound } from '../features/rounds/create-round.service.ts';
import { moveRound } from '../features/rounds/move-round.service.ts';
import { importFacts } from '../features/self-scoring/import-facts.service.ts';
import { importSurveyPoints } from '../features/surveys/surveys.service.ts';
import type { DemoRound } from './manifest.ts';
import type { Seeding } from './seed-demo.service.ts';
import { shareOut } from './share-out.ts';
import { submitCards } from './submit-cards.ts';

const APPLY = { dryRun: false } as const;

/** Takes one round from its creation to the state that the manifest names, step by step as people would. */
export async function seedRound(seeding: Seeding, demo: DemoRound): Promise<void> {
  const standingBody = await seeding.as('thuongtruc');
  let round = await createRound(standingBody, newRound(demo));
  const move = async (to: Round['state']): Promise<void> => {
    round = await moveRound(standingBody, demo.id, round.version, { to, reason: '', acknowledge: true });
  };
  if (demo.state === 'draft') return;
  await move('self-scoring');
  if (demo.self !== undefined) await importFacts(standingBody, demo.id, await seeding.file(demo.self), APPLY);
  if (demo.state === 'self-scoring') return shareOut(seeding, demo);
  if (demo.state === 'published') await submitCards(seeding, demo.id);
  await move('appraisal');
  if (demo.surveys !== undefined)
    await importSurveyPoints(standingBody, demo.id, await seeding.file(demo.surveys), APPLY);
  if (demo.appraisal !== undefined)
    await importFacts(standingBody, demo.id, await seeding.file(demo.appraisal), APPLY);
  if (demo.state === 'appraisal') return;
  await acceptAll(await seeding.as('thamdinh'), demo);
  await move('council');
  await signMinutes(seeding, demo);
  await move('approved');
  if (demo.state === 'approved' || demo.decision === undefined) return;
  const { number, date } = demo.decision;
  const decision = { number, date, issuer: null };
  await publishNow(
    standingBody,
    demo.id,
    { decision, publicFrom: null, correctionReason: null },
    standingBody.person,
  );
}

/** The council of a sample round: its minutes say that they are one. */
async function signMinutes(seeding: Seeding, { id }: DemoRound): Promise<void> {
  const secretary = await seeding.as('thuongtruc');
  const chair = await seeding.as('hoidong');
  await saveMinutes(secretary, id, 0, {
    heldAt: secretary.now.toISOString(),
    endedAt: null,
    place: 'Phòng họp (mẫu)',
    chairId: chair.person.accountId,
    secretaryId: secretary.person.accountId,
    attendance: [
      { name: chair.person.displayName, capacity: 'Chủ tịch Hội đồng', present: true },
      { name: secretary.person.displayName, capacity: 'Thư ký', present: true },
    ],
    conclusions: 'Biên bản mẫu: Hội đồng thống nhất kết quả dựng lại từ tệp.',
  });
  await signCouncilMinutes(chair, id, { version: 1, part: 'chair' });
  await signCouncilMinutes(secretary, id, { version: 1, part: 'secretary' });
}

const newRound = ({ id, title, indexYear, set, block, clock }: DemoRound) => ({
  id,
  title,
  indexYear,
  setVersionId: set,
  blockId: block,
  selfScoringOpensAt: clock?.selfScoringOpensAt ?? null,
  selfScoringClosesAt: clock?.selfScoringClosesAt ?? null,
  appraisalClosesAt: clock?.appraisalClosesAt ?? null,
  repliesCloseAt: null,
  replyWaivedReason: 'Vòng mẫu: kết quả được dựng lại từ tệp, không có bước giải trình.',
  shownToUnits: [],
  dataFrom: null,
  dataTo: null,
  dataRefusedOutside: false,
  nameAnchorDate: null,
  milestones: [],
});

/** The appraiser accepts what the appraisal file leaves as it was declared. */
async function acceptAll(appraiser: Context, { id, set }: DemoRound): Promise<void> {
  const { items } = await requirePlan(appraiser.db, set);
  const judged = [...items.values()].filter(
    ({ item }) => item.pointsFrom === 'appraisal' && item.rule !== null,
  );
  await acceptRest(
    appraiser,
    id,
    judged.map(({ item }) => item.id),
    { reason: null },
  );
}
