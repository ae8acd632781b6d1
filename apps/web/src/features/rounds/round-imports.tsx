import type { Round } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ImportPanel } from '../../imports/import-panel.tsx';
import { useState } from 'react';
import { Section } from '../../ui/index.ts';
import { EMPTY_SOURCE, queryOf, SurveySource } from '../../survey-parts/survey-source.tsx';

/** Figures of many units and survey points from files, while the round still takes them. */
export function RoundImports({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const { roles } = useAccount();
  const queries = useQueryClient();
  const params = { roundId: round.id };
  const [source, setSource] = useState(EMPTY_SOURCE);
  const done = () => void queries.invalidateQueries();
  const facts = may(roles, 'facts.import', { phase: round.phase });
  const surveys = may(roles, 'surveys.import', { phase: round.phase });
  if (!facts && !surveys) return null;
  return (
    <div className="pw-columns">
      {facts ? (
        <Section title={say('rounds:importFacts')}>
          <ImportPanel
            label={say('rounds:importFactsFile')}
            hint={say('rounds:importFactsHint')}
            send={(file, dryRun) => call('importFacts', { params, file, query: { dryRun: String(dryRun) } })}
            onApplied={done}
          />
        </Section>
      ) : null}
      {surveys ? (
        <Section title={say('rounds:importSurvey')}>
          <SurveySource source={source} onChange={setSource} />
          <ImportPanel
            label={say('rounds:importSurveyFile')}
            hint={say('rounds:importSurveyHint')}
            send={(file, dryRun) =>
              call('importSurveyPoints', {
                params,
                file,
                query: { dryRun: String(dryRun), ...queryOf(source) },
              })
            }
            onApplied={done}
          />
        </Section>
      ) : null}
    </div>
  );
}
