import type { CouncilMinutes as WrittenMinutes, Letterhead } from '@parix/api-contract';
import type { BrokenTie, CouncilMinutes, DiscussedItem, MeetingPerson } from '@parix/official-documents';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { councilGroup } from '../appraisal-groups/council-group.read-model.ts';
import { frozenTies, requireEqualResults } from '../ranking/frozen-results.read-model.ts';
import { documentFile, type DocumentFormat, writtenDay } from '../reports/document-file.read-model.ts';
import { letterheadOf } from '../reports/letterhead.read-model.ts';
import { relationToRound, requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { refuseBlind } from '../second-readings/blind-pairs.read-model.ts';
import { describeMinutes } from './describe-minutes.ts';
import { discussedItems } from './discussed-items.ts';
import { resultBlockOf } from './result-block.ts';

/**
 * The minutes as a file, a draft until both have signed. Its table is the one that was frozen: where that differs from
 * what is stored now, there is nothing that the minutes could be about.
 */
export async function minutesDocument(
  context: Context,
  roundId: string,
  format: DocumentFormat,
): Promise<FileAnswer> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('council.read', relationToRound(round));
  await refuseBlind(context, round);
  const minutes = (await describeMinutes(context, round)) ?? refuseUnwritten(context);
  await requireEqualResults(context, round);
  const document = await documentOf(context, round, minutes);
  const draft = document.frame.draft ? '-du-thao' : '';
  return documentFile(context, document, `bien-ban-hop-hoi-dong-${round.id}${draft}`, format);
}

function refuseUnwritten({ locale }: Context): never {
  const message =
    locale === 'en'
      ? 'There are no minutes yet: write them first.'
      : 'Chưa có biên bản họp Hội đồng: ghi biên bản trước.';
  refuse('document-not-ready', {
    errors: [{ place: '/council/minutes', code: 'minutes-none-written', message }],
  });
}

async function documentOf(context: Context, round: Round, minutes: WrittenMinutes): Promise<CouncilMinutes> {
  const { db } = context;
  const head = await letterheadOf(db, 'council-minutes');
  const group = await councilGroup(db, round.id);
  const council = group?.name ?? head.issuingBody;
  const block = await resultBlockOf(context, round);
  const ties = await frozenTies(db, round.id, minutes.freezeSequence);
  const items = await discussedItems(db, round);
  return {
    kind: 'council-minutes',
    frame: frameOf(head, !minutes.signed),
    subject: `Họp ${council} về ${round.title}`,
    council,
    councilDecision: group
      ? `${group.decisionIssuer}, số ${group.decisionNumber} ngày ${writtenDay(group.decisionDate)}`
      : null,
    period: `năm ${round.indexYear}`,
    startsAt: minutes.heldAt,
    endsAt: minutes.endedAt,
    place: minutes.place,
    chair: personOf(minutes, minutes.chairName),
    secretary: personOf(minutes, minutes.secretaryName),
    members: minutes.attendance.map(({ name, capacity, present }) => ({
      ...{ name, capacity, present },
      position: null,
      note: null,
    })),
    guests: [],
    agenda: agendaOf(items, ties),
    items,
    ties: ties.map(({ rank, units }): BrokenTie => ({
      ...{ blockName: block.name, rank },
      unitNames: units.map(({ unitName }) => unitName),
      resolution: `Bằng nhau theo mọi tiêu chí phân định của bộ tiêu chí: cùng xếp hạng ${rank}`,
      votes: null,
    })),
    conclusions: minutes.conclusions.split(/\n+/).filter((line) => line.trim() !== ''),
    blocks: [block],
  };
}

const frameOf = (head: Letterhead, draft: boolean): CouncilMinutes['frame'] => ({
  superiorBody: head.superiorBody,
  issuingBody: head.issuingBody,
  number: null,
  symbol: head.symbol,
  recipients: head.recipients,
  archive: head.archive,
  draft,
  pageFooter: null,
});

/** The office of the chair and of the secretary, where the list of those present gives it. */
const personOf = ({ attendance }: WrittenMinutes, name: string): MeetingPerson => ({
  name,
  position: attendance.find((one) => one.name === name)?.capacity ?? null,
});

/** What the meeting had before it, as its minutes go on to record. */
const agendaOf = (items: readonly DiscussedItem[], ties: readonly unknown[]): readonly string[] => [
  ...(items.length > 0 ? ['Xem xét các mục có ý kiến khác nhau hoặc được thẩm định lại'] : []),
  ...(ties.length > 0 ? ['Xem xét các đơn vị có kết quả bằng nhau'] : []),
  'Thông qua bảng kết quả',
];
