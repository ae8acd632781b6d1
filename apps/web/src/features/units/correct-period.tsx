import type { UnitPage } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextArea, TextField } from '../../ui/index.ts';
import { unitKindsQuery } from '../../api/queries.ts';
import { kindChoices } from './kind-choices.ts';
import { forgetTrees } from './use-unit-tree.ts';

/** Puts right what was entered wrongly: not for a change by a document. */
export function CorrectPeriod(props: {
  readonly page: UnitPage;
  readonly period: UnitPage['periods'][number];
  readonly onClose: () => void;
}) {
  const say = useWords('units');
  const queries = useQueryClient();
  const kinds = useQuery(unitKindsQuery);
  const { page, period } = props;
  const [name, setName] = useState(period.name);
  const [kind, setKind] = useState(period.kind);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const correct = useMutation({
    mutationFn: () =>
      call('correctUnitPeriod', {
        params: { unitId: page.unit.id, from: period.from },
        body: { name: name.trim(), kind, reason: reason.trim() },
        ifMatch: page.version,
      }),
    onSuccess: async () => {
      forgetTrees();
      await queries.invalidateQueries();
      props.onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && reason.trim() !== '' && !correct.isPending) correct.mutate();
  };
  return (
    <Dialog title={say('units:correctTitle', { from: showDate(period.from) })} onClose={props.onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        <p>{say('units:correctText')}</p>
        {correct.isError ? <Failure error={correct.error} /> : null}
        <TextField
          label={say('units:column.name')}
          fault={checked && name.trim() === '' ? say('units:fault.name') : null}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={say('units:column.kind')}
          value={kind}
          choices={kindChoices(kinds.data?.items ?? [], kind, say)}
          onChange={(event) => setKind(event.target.value)}
        />
        <TextArea
          label={say('units:reason')}
          fault={checked && reason.trim() === '' ? say('units:fault.reason') : null}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" busy={correct.isPending && say('units:recording')}>
            {say('units:correct')}
          </Button>
          <Button look="second" onClick={props.onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
