import type { PublicationDecision } from '@parix/official-documents';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { refuse } from '../../platform/refusal.ts';
import { councilGroup } from '../appraisal-groups/council-group.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { lastFreeze, requireEqualResults } from '../ranking/frozen-results.read-model.ts';
import {
  criteriaSetOf,
  documentFile,
  type DocumentFormat,
  writtenDay,
} from '../reports/document-file.read-model.ts';
import { letterheadOf } from '../reports/letterhead.read-model.ts';
import { relationToRound, requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { refuseBlind } from '../second-readings/blind-pairs.read-model.ts';
import { describeMinutes } from './describe-minutes.ts';
import { resultBlockOf } from './result-block.ts';

/**
 * What the chairman is asked to sign, with the table of results as annex; a draft until the round is approved. Before
 * the publication the table is the one that the council has seen; after it, what a correction would publish.
 */
export async function publicationDecision(
  context: Context,
  roundId: string,
  format: DocumentFormat,
): Promise<FileAnswer> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('council.read', relationToRound(round));
  await refuseBlind(context, round);
  if (!(await lastFreeze(context.db, roundId))) refuseUnfrozen(context);
  if (round.state !== 'published') await requireEqualResults(context, round);
  const document = await documentOf(context, round);
  const draft = document.frame.draft ? '-du-thao' : '';
  return documentFile(context, document, `quyet-dinh-cong-bo-${round.id}${draft}`, format);
}

function refuseUnfrozen({ locale }: Context): never {
  const message =
    locale === 'en'
      ? 'No result is frozen yet: freeze it for the council first.'
      : 'Chưa chốt bảng kết quả trình Hội đồng: chốt bảng trước.';
  refuse('document-not-ready', { errors: [{ place: '/council', code: 'not-frozen', message }] });
}

async function documentOf(context: Context, round: Round): Promise<PublicationDecision> {
  const { db } = context;
  const head = await letterheadOf(db, 'publication-decision');
  const block = await resultBlockOf(context, round);
  const period = `năm ${round.indexYear}`;
  const index = `Chỉ số cải cách hành chính ${period} của ${block.name}`;
  return {
    kind: 'publication-decision',
    frame: {
      superiorBody: head.superiorBody,
      issuingBody: head.issuingBody,
      number: null,
      symbol: head.symbol,
      place: head.place,
      date: null,
      addressees: [],
      recipients: head.recipients,
      archive: head.archive,
      signer: head.signer,
      draft: round.state === 'council',
      pageFooter: null,
    },
    subject: `công bố ${index}`,
    authority: head.authority,
    period,
    grounds: await groundsOf(context, round, head.grounds),
    articles: [`Công bố ${index} tại Phụ lục kèm theo Quyết định này.`, ...head.articles],
    blocks: [block],
  };
}

/** The office's own grounds with those that the round brings; a proposal, as the decree has it, stands last. */
async function groundsOf(context: Context, round: Round, own: readonly string[]): Promise<readonly string[]> {
  const { db } = context;
  const set = criteriaSetOf(await requirePlan(db, round.setVersionId));
  const minutes = await describeMinutes(context, round);
  const council = (await councilGroup(db, round.id))?.name ?? 'Hội đồng thẩm định';
  const isProposal = (ground: string): boolean => ground.startsWith('Theo đề nghị');
  return [
    ...own.filter((ground) => !isProposal(ground)),
    `Căn cứ ${set.title}${set.decision ? ` (${set.decision})` : ''}`,
    ...(minutes
      ? [
          `Căn cứ kết luận của ${council} tại Biên bản họp ngày ${writtenDay(legalDayOf(new Date(minutes.heldAt)))}`,
        ]
      : []),
    ...own.filter(isProposal),
  ];
}
