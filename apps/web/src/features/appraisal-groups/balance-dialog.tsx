import type { AreaWork, BalancePlan } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Notice, Table } from '../../ui/index.ts';
import { useRenewGroups } from '../../appraisal-parts/groups-queries.ts';

/** Shares the undecided units of an area out evenly: first as it would be, then done. */
export function BalanceDialog(props: {
  readonly roundId: string;
  readonly areaId: string;
  readonly people: AreaWork['people'];
}) {
  const say = useWords('appraisal-groups');
  const { roundId, areaId } = props;
  const renew = useRenewGroups(roundId);
  const [plan, setPlan] = useState<BalancePlan | null>(null);
  const accountIds = props.people.map(({ accountId }) => accountId);
  const params = { roundId };
  const preview = useMutation({
    mutationFn: () => call('previewBalance', { params, body: { areaId, accountIds } }),
    onSuccess: setPlan,
  });
  const apply = useMutation({
    mutationFn: ({ fingerprint }: BalancePlan) =>
      call('applyBalance', { params, body: { areaId, accountIds, fingerprint } }),
    onSuccess: async () => {
      await renew();
      setPlan(null);
    },
  });
  const close = () => {
    apply.reset();
    setPlan(null);
  };
  return (
    <>
      <Button
        look="second"
        busy={preview.isPending && say('appraisal-groups:working')}
        onClick={() => preview.mutate()}
      >
        {say('appraisal-groups:balance')}
      </Button>
      {preview.isError ? <Failure error={preview.error} /> : null}
      {plan ? (
        <Dialog title={say('appraisal-groups:balanceTitle')} onClose={close}>
          <PlanView plan={plan} />
          {apply.isError ? <Failure error={apply.error} again={() => preview.mutate()} /> : null}
          <div className="pw-actions">
            <Button
              disabled={plan.moves.length === 0}
              busy={apply.isPending && say('appraisal-groups:working')}
              onClick={() => plan.moves.length > 0 && apply.mutate(plan)}
            >
              {say('appraisal-groups:apply', { number: plan.moves.length })}
            </Button>
            <Button look="second" onClick={close}>
              {say('common:cancel')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function PlanView({ plan }: { readonly plan: BalancePlan }) {
  const say = useWords('appraisal-groups');
  return (
    <div className="pw-stack">
      <Table caption={say('appraisal-groups:loads')}>
        <thead>
          <tr>
            <th scope="col">{say('appraisal-groups:column.person')}</th>
            <th scope="col" data-numeric>
              {say('appraisal-groups:before')}
            </th>
            <th scope="col" data-numeric>
              {say('appraisal-groups:after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.people.map(({ accountId, displayName, before, after }) => (
            <tr key={accountId}>
              <th scope="row">{displayName}</th>
              <td data-numeric>{before}</td>
              <td data-numeric>{after}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {plan.unplaced.length > 0 ? (
        <Notice
          tone="warning"
          title={say('appraisal-groups:unplaced', { number: plan.unplaced.length })}
          quiet
        >
          {plan.unplaced.map(({ unitName }) => unitName).join(', ')}
        </Notice>
      ) : null}
      <details className="pw-details">
        <summary>{say('appraisal-groups:moves', { number: plan.moves.length })}</summary>
        <ul>
          {plan.moves.map(({ unitId, unitName, left, from, to }) => (
            <li key={unitId}>
              {say('appraisal-groups:move', {
                unit: unitName,
                left,
                from: from.length > 0 ? from.join(', ') : say('appraisal-groups:everybody'),
                to,
              })}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
