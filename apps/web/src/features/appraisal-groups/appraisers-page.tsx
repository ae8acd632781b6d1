import { mightEver } from '@parix/workflow';
import { useParams } from '@tanstack/react-router';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Section } from '../../ui/index.ts';
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
  const manages = mightEver(roles, 'appraisal-groups.manage');
  return (
    <RoundFrame wide roundId={roundId} title={say('appraisal-groups:title')}>
      {() => (
        <>
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
    </RoundFrame>
  );
}
