import type { ItemReply, ItemScore, Judgement } from '@parix/api-contract';
import { showInstant } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import { ReadLink } from '../evidence-parts/linked-document.tsx';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Table } from '../ui/index.ts';

const HEADS = ['step', 'conclusion', 'points', 'reason', 'by'] as const;

/**
 * Every layer of one item side by side: what the unit declared, each decision with its reason, and what the unit
 * answered. The answer stands after the decision that it is about.
 */
export function StageTable(props: {
  readonly caption: string;
  readonly unitId: string;
  readonly self: ItemScore;
  readonly stages: readonly Judgement[];
  readonly reply: ItemReply | null;
}) {
  const say = useWords('replies');
  const { stages, reply } = props;
  const answered = stages.findIndex(({ version }) => version === reply?.appraisalVersion);
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
        {stages.map((stage, at) => [
          <StageRow key={stage.version} stage={stage} self={props.self} />,
          reply && at === Math.max(answered, 0) ? (
            <ReplyRow key="reply" unitId={props.unitId} reply={reply} />
          ) : null,
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

function ReplyRow({ unitId, reply }: { readonly unitId: string; readonly reply: ItemReply }) {
  const say = useWords('replies');
  return (
    <tr>
      <th scope="row" data-name={say('replies:stage.step')}>
        {say('replies:stage.reply')}
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
