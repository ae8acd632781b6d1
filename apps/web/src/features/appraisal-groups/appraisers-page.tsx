import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { roundQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PhaseTag } from '../../layout/round-phase.tsx';
import { RoundTabs } from '../../layout/round-tabs.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { Page, Section } from '../../ui/index.ts';
import { AreaList } from './area-list.tsx';
import { ConflictList } from './conflict-list.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupList } from './group-list.tsx';
import { OwnInterestsSection } from '../../appraisal-parts/own-interests.tsx';
import { WorkloadSection } from './workload-section.tsx';

/** Who appraises a round: groups, interests, lead agencies and their signatures, who judges which unit. */
export function AppraisersPage() {
  const say = useWords('appraisal-groups');
  const { roles } = useAccount();
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/appraisers' });
  const round = useQuery(roundQuery(roundId));
  const manages = mightEver(roles, 'appraisal-groups.manage');
  return (
    <Page
      wide
      title={say('appraisal-groups:title')}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
      ]}
      lead={round.data ? <PhaseTag phase={round.data.phase} /> : null}
    >
      <Loaded query={round}>
        {(theRound) => (
          <>
            <RoundTabs round={theRound} />
            {mightEver(roles, 'interests.declare') ? <OwnInterestsSection roundId={roundId} /> : null}
            <Section
              title={say('appraisal-groups:groups')}
              actions={manages ? <GroupDialog roundId={roundId} group={null} /> : null}
            >
              <GroupList roundId={roundId} manages={manages} />
            </Section>
            <Section title={say('appraisal-groups:areas')}>
              <AreaList roundId={roundId} manages={manages} />
            </Section>
            <WorkloadSection roundId={roundId} />
            {mightEver(roles, 'interests.manage') ? (
              <Section title={say('appraisal-groups:conflicts')}>
                <ConflictList roundId={roundId} />
              </Section>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}
