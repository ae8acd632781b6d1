import type { Round } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { roundQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PhaseTag } from '../../layout/round-phase.tsx';
import { RoundTabs } from '../../layout/round-tabs.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Page } from '../../ui/index.ts';
import './analysis.css';
import { GapsView } from './gaps-view.tsx';
import { LossesView } from './losses-view.tsx';
import { StabilityView } from './stability-view.tsx';
import { TiesView } from './ties-view.tsx';
import { TilesView } from './tiles-view.tsx';
import { ANALYSIS_VIEWS, type AnalysisView } from './views.ts';
import { YearsView } from './years-view.tsx';

/** What can be asked of the results of a round, one question at a time. */
export function AnalysisPage() {
  const say = useWords('analysis');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/analysis' });
  const { view = 'losses' } = useSearch({ from: '/inside/rounds/$roundId/analysis' });
  const round = useQuery(roundQuery(roundId));
  return (
    <Page
      wide
      title={say('analysis:title')}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
      ]}
      lead={round.data ? <PhaseTag phase={round.data.phase} /> : null}
      actions={
        <Button look="second" onClick={() => window.print()}>
          {say('analysis:print')}
        </Button>
      }
    >
      <Loaded query={round}>
        {(theRound) => (
          <>
            <RoundTabs round={theRound} />
            <nav className="pw-tabs" aria-label={say('analysis:views')}>
              {ANALYSIS_VIEWS.map((each) => (
                <Link
                  key={each}
                  to="/rounds/$roundId/analysis"
                  params={{ roundId }}
                  search={{ view: each === 'losses' ? undefined : each }}
                  activeOptions={{ explicitUndefined: true }}
                >
                  {say(`analysis:view.${each}`)}
                </Link>
              ))}
            </nav>
            {theRound.sample ? (
              <Notice tone="warning" quiet>
                {say('analysis:sample')}
              </Notice>
            ) : null}
            <View view={view} round={theRound} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function View({ view, round }: { readonly view: AnalysisView; readonly round: Round }) {
  switch (view) {
    case 'losses':
      return <LossesView roundId={round.id} />;
    case 'gaps':
      return <GapsView roundId={round.id} />;
    case 'stability':
      return <StabilityView roundId={round.id} />;
    case 'ties':
      return <TiesView roundId={round.id} />;
    case 'tiles':
      return <TilesView roundId={round.id} />;
    case 'years':
      return <YearsView round={round} />;
  }
}
