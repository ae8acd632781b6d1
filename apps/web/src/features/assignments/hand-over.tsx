import type { AssigneeRef, Assignment, Card } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, SelectField } from '../../ui/index.ts';
import { assigneeChoices, assigneeValue, holders, readAssignee } from './assignment-draft.ts';
import { useRenewAssignments, type UnitPeople } from './assignments-queries.ts';

/** All that one has to another: for people who leave and divisions that end. */
export function HandOver(props: {
  readonly card: Card;
  readonly unit: UnitPeople;
  readonly assignments: readonly Assignment[];
}) {
  const say = useWords('assignments');
  const { card, unit } = props;
  const renew = useRenewAssignments();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const give = useMutation({
    mutationFn: (body: { readonly from: AssigneeRef; readonly to: AssigneeRef }) =>
      call('handOver', { params: { roundId: card.roundId, unitId: card.unitId }, body }),
    onSuccess: () => renew(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [giver, taker] = [readAssignee(from), readAssignee(to)];
    if (giver && taker && from !== to && !give.isPending) give.mutate({ from: giver, to: taker });
  };
  const words = {
    division: (name: string) => say('assignments:divisionChoice', { name }),
    none: say('assignments:chooseWho'),
  };
  return (
    <details className="pw-details">
      <summary>{say('assignments:handOver')}</summary>
      <form className="pw-form" onSubmit={submit}>
        <p className="pw-hint">{say('assignments:handOverText')}</p>
        <SelectField
          label={say('assignments:from')}
          value={from}
          choices={[
            { value: '', label: say('assignments:chooseWho') },
            ...holders(props.assignments).map((one) => ({ value: assigneeValue(one), label: one.name })),
          ]}
          onChange={(event) => setFrom(event.target.value)}
        />
        <SelectField
          label={say('assignments:to')}
          value={to}
          choices={assigneeChoices(unit.people, unit.divisions, words)}
          fault={from !== '' && from === to ? say('assignments:sameTwice') : null}
          onChange={(event) => setTo(event.target.value)}
        />
        <div className="pw-actions">
          <Button
            type="submit"
            disabled={from === '' || to === '' || from === to}
            busy={give.isPending && say('assignments:working')}
          >
            {say('assignments:handOverDo')}
          </Button>
        </div>
        {give.isError ? <Failure error={give.error} /> : null}
        {give.data ? <Notice tone="good">{say('assignments:outcome', { ...give.data })}</Notice> : null}
      </form>
    </details>
  );
}
