import type { Round } from '@parix/api-contract';
import type { RoundPhase } from '@parix/workflow';
import { useServerNow } from '../api/use-me.ts';
import { showInstant, timeLeft } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Tag, type TagTone } from '../ui/index.ts';

const TONES: Readonly<Record<RoundPhase, TagTone>> = {
  draft: 'plain',
  scheduled: 'plain',
  'self-scoring': 'warning',
  'self-closed': 'plain',
  appraisal: 'warning',
  explanation: 'warning',
  'explanation-closed': 'plain',
  reappraisal: 'warning',
  council: 'warning',
  approved: 'good',
  published: 'strong',
};

export function PhaseTag({ phase }: { readonly phase: RoundPhase }) {
  const say = useWords();
  return <Tag tone={TONES[phase]}>{say(`common:phase.${phase}`)}</Tag>;
}

/** The date that matters in the round's phase, with the time left by the server's clock. */
export function Deadline({ round }: { readonly round: Round }) {
  const say = useWords();
  const now = useServerNow(20);
  const until = deadlineOf(round);
  if (!until) return null;
  const left = timeLeft(Date.parse(until.at), now);
  return (
    <p className="pw-small">
      {say(`common:deadline.${until.what}`, { at: showInstant(until.at) })}{' '}
      <strong>
        {left ? say(`common:left.${left.largest}`, { ...left }) : say('common:deadline.passed')}
      </strong>
    </p>
  );
}

function deadlineOf(
  round: Round,
): { readonly what: 'opens' | 'closes' | 'appraisal' | 'replies'; readonly at: string } | null {
  const { phase, selfScoringOpensAt, selfScoringClosesAt, appraisalClosesAt, repliesCloseAt } = round;
  if (phase === 'scheduled' && selfScoringOpensAt) return { what: 'opens', at: selfScoringOpensAt };
  if ((phase === 'self-scoring' || phase === 'self-closed') && selfScoringClosesAt)
    return { what: 'closes', at: selfScoringClosesAt };
  if (phase === 'appraisal' && appraisalClosesAt) return { what: 'appraisal', at: appraisalClosesAt };
  if ((phase === 'explanation' || phase === 'explanation-closed') && repliesCloseAt)
    return { what: 'replies', at: repliesCloseAt };
  return null;
}
