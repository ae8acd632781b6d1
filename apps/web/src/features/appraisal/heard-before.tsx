import type { AppraisalRow } from '@parix/api-contract';
import { showNumber } from '../../format/numbers.ts';
import { ReadLink } from '../../evidence-parts/linked-document.tsx';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { answeredDecision } from '../../item-parts/answered-decision.ts';

/** At the second stage: what was decided before, and what the unit answers to it. */
export function HeardBefore({ row }: { readonly row: AppraisalRow }) {
  const say = useWords('appraisal', 'replies');
  const language = useLanguage();
  if (row.reply === null && row.stages.length < 2 && row.openFor === null) return null;
  const { reply } = row;
  return (
    <div className="pw-stack-tight pw-small">
      {row.stages.map((stage) => (
        <p key={stage.version} className="pw-prewrap pw-break">
          <strong>{say(`replies:stage.${stage.stage}`)}:</strong>{' '}
          {say(`appraisal:decision.${stage.decision}`)}
          {stage.points === null ? '' : ` ${showNumber(stage.points, language)}`}
          {stage.reason ? ` – ${stage.reason}` : ''}
        </p>
      ))}
      {reply ? (
        <>
          <p className="pw-prewrap pw-break">
            <strong>{say('replies:stage.reply')}</strong>{' '}
            <span className="pw-soft">
              ({say(`replies:answers.${answeredDecision(row.stages, reply)}`)}):
            </span>{' '}
            {say(`replies:stance.${reply.stance}`)}
            {reply.reason ? ` – ${reply.reason}` : ''}
          </p>
          {reply.evidence.map((link, at) => (
            <ReadLink key={at} unitId={row.unitId} link={link} />
          ))}
        </>
      ) : null}
    </div>
  );
}
