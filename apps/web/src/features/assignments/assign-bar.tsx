import type { Card } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Notice, SelectField } from '../../ui/index.ts';
import { assigneeChoices, readAssignee } from './assignment-draft.ts';
import { useRenewAssignments, type UnitPeople } from './assignments-queries.ts';

/** Gives the ticked items to one person or division; stays in sight while items are ticked below. */
export function AssignBar(props: {
  readonly card: Card;
  readonly unit: UnitPeople;
  readonly chosen: ReadonlySet<string>;
  readonly onDone: () => void;
}) {
  const say = useWords('assignments');
  const { card, unit, chosen } = props;
  const renew = useRenewAssignments();
  const [to, setTo] = useState('');
  const [replace, setReplace] = useState(false);
  const target = readAssignee(to);
  const assign = useMutation({
    mutationFn: (given: { readonly to: NonNullable<typeof target> }) =>
      call('assignItems', {
        params: { roundId: card.roundId, unitId: card.unitId },
        body: { itemIds: [...chosen], to: given.to, replace },
      }),
    onSuccess: async () => {
      await renew();
      props.onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (target && chosen.size > 0 && !assign.isPending) assign.mutate({ to: target });
  };
  const words = {
    division: (name: string) => say('assignments:divisionChoice', { name }),
    none: say('assignments:chooseWho'),
  };
  return (
    <form className="pw-assign-bar" onSubmit={submit}>
      <SelectField
        label={say('assignments:giveTo', { number: chosen.size })}
        value={to}
        choices={assigneeChoices(unit.people, unit.divisions, words)}
        onChange={(event) => setTo(event.target.value)}
      />
      <CheckField
        label={say('assignments:replace')}
        checked={replace}
        onChange={(event) => setReplace(event.target.checked)}
      />
      <div className="pw-actions">
        <Button
          type="submit"
          disabled={!target || chosen.size === 0}
          busy={assign.isPending && say('assignments:working')}
        >
          {say('assignments:give')}
        </Button>
        {chosen.size > 0 ? (
          <Button look="quiet" onClick={props.onDone}>
            {say('assignments:clear')}
          </Button>
        ) : null}
      </div>
      {assign.isError ? <Failure error={assign.error} /> : null}
      {assign.data ? <Notice tone="good">{say('assignments:outcome', { ...assign.data })}</Notice> : null}
    </form>
  );
}
