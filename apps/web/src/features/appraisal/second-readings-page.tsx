import { may, mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { roundQuery, setQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { DeclareFirst } from '../../appraisal-parts/own-interests.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { Empty } from '../../ui/index.ts';
import { AgreementView } from './agreement-view.tsx';
import { DrawPanel } from './draw-panel.tsx';
import { ReadingTasks } from './reading-tasks.tsx';

/** The blind second appraisal: its tasks for appraisers, the draw and the agreement for standing body and council. */
export function SecondReadingsPage() {
  const say = useWords('appraisal');
  const { roles } = useAccount();
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/second-readings' });
  const round = useQuery(roundQuery(roundId));
  const set = useQuery({ ...setQuery(round.data?.setVersionId ?? ''), enabled: round.isSuccess });
  return (
    <RoundFrame wide roundId={roundId} title={say('appraisal:secondReadings')}>
      {({ phase }) => (
        <>
          {may(roles, 'second-readings.judge', { phase }) ? (
            <>
              <DeclareFirst roundId={roundId} />
              <Loaded query={set}>{(theSet) => <ReadingTasks roundId={roundId} set={theSet} />}</Loaded>
            </>
          ) : mightEver(roles, 'second-readings.judge') ? (
            <Empty title={say('appraisal:task.closed')}>{say('appraisal:task.closedNext')}</Empty>
          ) : null}
          {mightEver(roles, 'agreement.read') ? (
            <>
              <DrawPanel roundId={roundId} draws={may(roles, 'second-readings.draw', { phase })} />
              <AgreementView roundId={roundId} />
            </>
          ) : null}
        </>
      )}
    </RoundFrame>
  );
}
