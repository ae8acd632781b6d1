import type { Round } from '@parix/api-contract';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Button, Notice } from '../../ui/index.ts';
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
  return (
    <RoundFrame
      wide
      roundId={roundId}
      title={say('analysis:title')}
      actions={
        <Button look="second" onClick={() => window.print()}>
          {say('analysis:print')}
        </Button>
      }
    >
      {(theRound) => (
        <>
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
    </RoundFrame>
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
