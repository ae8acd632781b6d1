import type { ItemReply, ItemScore, Judgement } from '@parix/api-contract';
import { showInstant } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import { ReadLink } from '../evidence-parts/linked-document.tsx';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Table } from '../ui/index.ts';
import { type AnsweredDecision, answeredDecision, stagesBefore } from './answered-decision.ts';

const HEADS = ['step', 'conclusion', 'points', 'reason', 'by'] as const;

/** An answer as it is shown: that in force, or a draft that nobody has approved. */
export interface ShownReply {
  readonly reply: ItemReply;
  readonly draft: boolean;
}

/**
 * Every layer of one item side by side: what the unit declared, each decision with its reason, and what the unit
 * answered. An answer stands after the decision that it is about, and says which.
 */
export function StageTable(props: {
  readonly caption: string;
  readonly unitId: string;
  readonly self: ItemScore;
  readonly stages: readonly Judgement[];
  readonly replies: readonly ShownReply[];
}) {
  const say = useWords('replies');
  const { stages } = props;
  const repliesAfter = (before: number) =>
    props.replies
      .filter(({ reply }) => stagesBefore(stages, reply) === before)
      .map((shown) => (
        <ReplyRow
          key={`reply-${shown.reply.version}`}
          unitId={props.unitId}
          shown={shown}
          about={answeredDecision(stages, shown.reply)}
        />
      ));
  return (
    <Table caption={props.caption} hideCaption cards>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {say(`replies:stage.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <SelfRow self={props.self} />
        {repliesAfter(0)}
        {stages.map((stage, at) => [
          <StageRow key={stage.version} stage={stage} self={props.self} />,
          repliesAfter(at + 1),
        ])}
      </tbody>
    </Table>
  );
}

function SelfRow({ self }: { readonly self: ItemScore }) {
  const say = useWords('replies');
  const language = useLanguage();
  return (
    <tr>
      <th scope="row" data-name={say('replies:stage.step')}>
        {say('replies:stage.self')}
      </th>
      <td data-name={say('replies:stage.conclusion')}>
        {self.status === 'scored' ? '–' : say(`common:status.${self.status}`)}
      </td>
      <td data-name={say('replies:stage.points')} data-numeric>
        {self.points === null
          ? '–'
          : `${showNumber(self.printedPoints ?? self.points, language)} / ${showNumber(self.maximum, language)}`}
      </td>
      <td data-name={say('replies:stage.reason')}>{self.explanation.at(-1) ?? '–'}</td>
      <td data-name={say('replies:stage.by')}>–</td>
    </tr>
  );
}

function StageRow({ stage, self }: { readonly stage: Judgement; readonly self: ItemScore }) {
  const say = useWords('replies', 'appraisal');
  const language = useLanguage();
  const effect = stage.kept ?? stage.decision;
  const points = stage.points ?? (effect === 'accept' ? self.points : null);
  return (
    <tr>
      <th scope="row" data-name={say('replies:stage.step')}>
        {say(`replies:stage.${stage.stage}`)}
      </th>
      <td data-name={say('replies:stage.conclusion')}>
        <span>
          {say(`appraisal:decision.${stage.decision}`)}
          {stage.reasonCode ? (
            <span className="pw-small pw-soft"> ({say(`appraisal:reasonCode.${stage.reasonCode}`)})</span>
          ) : null}
        </span>
      </td>
      <td data-name={say('replies:stage.points')} data-numeric>
        {points === null ? '–' : showNumber(points, language)}
      </td>
      <td data-name={say('replies:stage.reason')}>
        <div>
          <span className="pw-prewrap pw-break">{stage.reason ?? '–'}</span>
          {stage.requirement ? (
            <p className="pw-small">{say('replies:stage.requirement', { text: stage.requirement })}</p>
          ) : null}
        </div>
      </td>
      <td data-name={say('replies:stage.by')}>
        <span>
          {stage.recordedBy ?? '–'} <span className="pw-small pw-soft">{showInstant(stage.recordedAt)}</span>
        </span>
      </td>
    </tr>
  );
}

function ReplyRow(props: {
  readonly unitId: string;
  readonly shown: ShownReply;
  readonly about: AnsweredDecision;
}) {
  const say = useWords('replies');
  const {
    unitId,
    shown: { reply, draft },
    about,
  } = props;
  return (
    <tr>
      <th scope="row" data-name={say('replies:stage.step')}>
        <span>
          {say(draft ? 'replies:stage.draft' : 'replies:stage.reply')}{' '}
          <span className="pw-small pw-soft">{say(`replies:answers.${about}`)}</span>
        </span>
      </th>
      <td data-name={say('replies:stage.conclusion')}>{say(`replies:stance.${reply.stance}`)}</td>
      <td data-name={say('replies:stage.points')} data-numeric>
        –
      </td>
      <td data-name={say('replies:stage.reason')}>
        <div>
          <span className="pw-prewrap pw-break">{reply.reason ?? '–'}</span>
          {reply.evidence.map((link, at) => (
            <ReadLink key={at} unitId={unitId} link={link} />
          ))}
        </div>
      </td>
      <td data-name={say('replies:stage.by')}>
        <span>
          {reply.recordedBy ?? '–'} <span className="pw-small pw-soft">{showInstant(reply.recordedAt)}</span>
        </span>
      </td>
    </tr>
  );
}
