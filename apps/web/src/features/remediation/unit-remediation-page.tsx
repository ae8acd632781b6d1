import type { UnitRemediation } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { roundQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Notice, Page } from '../../ui/index.ts';
import { PlanSection } from './plan-section.tsx';
import { remediationKey } from './remediation-key.ts';

/** The remediation plans of one unit after one round. */
export function UnitRemediationPage() {
  const say = useWords('remediation');
  const { roundId, unitId } = useParams({ from: '/inside/rounds/$roundId/remediation/$unitId' });
  const round = useQuery(roundQuery(roundId));
  const read = useQuery({
    queryKey: remediationKey(roundId, unitId),
    queryFn: ({ signal }) => call('getRemediation', { params: { roundId, unitId }, signal }),
  });
  return (
    <Page
      title={say('remediation:titleOf', { unit: read.data?.unitName ?? '…' })}
      crumbs={[
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
        { label: say('remediation:title'), to: `/rounds/${roundId}/remediation` },
      ]}
    >
      <Loaded query={read}>
        {(data) => (
          <>
            <OpenPlan remediation={data} />
            {data.plans.map((plan) => (
              <PlanSection key={plan.number} remediation={data} plan={plan} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What waits for a plan, and the one step that makes it. */
function OpenPlan({ remediation }: { readonly remediation: UnitRemediation }) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const { roundId, unitId, plans, waiting, openable } = remediation;
  const open = useMutation({
    mutationFn: () => call('openRemediationPlan', { params: { roundId, unitId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['remediation'] }),
  });
  const words = say('remediation:waiting', { items: waiting.lostItems, findings: waiting.findings });
  if (!openable)
    return plans.length === 0 ? (
      <Empty title={say('remediation:none')}>
        {waiting.lostItems + waiting.findings > 0 ? words : say('remediation:noneNext')}
      </Empty>
    ) : null;
  return (
    <>
      {open.isError ? <Failure error={open.error} /> : null}
      <Notice quiet>
        <p>{words}</p>
        <div className="pw-actions">
          <Button busy={open.isPending && say('remediation:busy')} onClick={() => open.mutate()}>
            {say(plans.length === 0 ? 'remediation:open' : 'remediation:openNext')}
          </Button>
        </div>
      </Notice>
    </>
  );
}
