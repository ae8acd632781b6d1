import type { Round } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { DecisionFiles } from '../../document-parts/council-documents.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Section } from '../../ui/index.ts';
import { BuildOutcome, isRunning } from './build-outcome.tsx';
import { PublishForm } from './publish-form.tsx';

/** How often the progress of a build is asked for, milliseconds. */
const ASK_EVERY = 1000;

/** Publishing takes a decision and a confirmation, runs in the background, and can be cancelled until it has ended. */
export function PublishPanel({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const latest = useQuery({
    queryKey: ['publication-build', round.id],
    queryFn: ({ signal }) => call('getPublicationBuild', { params: { roundId: round.id }, signal }),
    refetchInterval: ({ state }) => (isRunning(state.data?.build) ? ASK_EVERY : false),
  });
  // Under embargo its phase is still that of an approved round.
  const again = round.state === 'published';
  return (
    <Section title={say(again ? 'rounds:publishAgain' : 'rounds:publish')}>
      <p className="pw-prose">{say('rounds:decisionDraftText')}</p>
      <DecisionFiles roundId={round.id} frozen />
      <Loaded query={latest}>
        {({ build }) => (
          <>
            {build ? <BuildOutcome build={build} /> : null}
            {isRunning(build) ? null : <PublishForm key={build?.id} round={round} standing={again} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}
