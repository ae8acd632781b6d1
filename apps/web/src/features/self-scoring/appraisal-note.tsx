import type { CardItem } from '@parix/api-contract';
import { DECISIONS } from '@parix/workflow';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/index.ts';

/** What the appraisal decided, shown once the person may see it. */
export function AppraisalNote({ appraisal }: { readonly appraisal: NonNullable<CardItem['appraisal']> }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const decision = DECISIONS.find((known) => known === appraisal.decision);
  const points =
    appraisal.points === null ? '' : ` – ${showNumber(appraisal.points, language)} ${say('common:points')}`;
  return (
    <Notice quiet title={say('self-scoring:appraisal.title')}>
      <p>
        {decision ? say(`self-scoring:appraisal.${decision}`) : appraisal.decision}
        {points}
      </p>
      {appraisal.reason ? <p>{say('self-scoring:appraisal.reason', { reason: appraisal.reason })}</p> : null}
      <p className="pw-small">
        {appraisal.recordedBy ?? ''} {showInstant(appraisal.recordedAt)}
      </p>
    </Notice>
  );
}
