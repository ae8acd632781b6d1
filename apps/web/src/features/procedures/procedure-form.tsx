import type { ProcedureRow } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextArea, TextField } from '../../ui/index.ts';
import { type DraftFault, draftOf, readDraft } from './procedure-draft.ts';
import { RuleFields } from './rule-fields.tsx';

/** Adds a procedure or its next row, or corrects and ends the row that is given. */
export function ProcedureForm(props: {
  readonly row: ProcedureRow | null;
  readonly act: 'add' | 'next' | 'change';
  readonly onDone: () => void;
}) {
  const say = useWords('procedures');
  const queries = useQueryClient();
  const { row, act } = props;
  const [draft, setDraft] = useState(() => {
    const from = draftOf(row);
    return act === 'next' ? { ...from, endedOn: '' } : from;
  });
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const changes = act === 'change' && row !== null;
  const read = readDraft(draft, changes ? row.validFrom : undefined);
  const fault = (name: DraftFault) =>
    asked && read.faults.includes(name) ? say(`procedures:fault.${name}`) : null;
  const put = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const save = useMutation({
    mutationFn: () =>
      changes
        ? call('changeProcedureRow', {
            params: { code: row.code, from: row.validFrom },
            body: { ...read.fields, reason: reason.trim() },
            ifMatch: row.version,
          })
        : call('addProcedureRow', {
            body: { ...read.fields, code: read.code, validFrom: read.validFrom },
          }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      props.onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const complete = read.faults.length === 0 && (!changes || reason.trim() !== '');
    if (complete && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      {act === 'add' ? (
        <TextField
          label={say('procedures:code')}
          hint={say('procedures:codeHint')}
          fault={fault('code')}
          maxLength={64}
          value={draft.code}
          onChange={(event) => put({ code: event.target.value })}
        />
      ) : null}
      {changes ? null : (
        <TextField
          label={say('procedures:validFrom')}
          hint={say('procedures:validFromHint')}
          fault={fault('validFrom')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.validFrom}
          onChange={(event) => put({ validFrom: event.target.value })}
        />
      )}
      <TextField
        label={say('procedures:column.name')}
        fault={fault('name')}
        maxLength={1000}
        value={draft.name}
        onChange={(event) => put({ name: event.target.value })}
      />
      <TextField
        label={say('procedures:column.sector')}
        fault={fault('sector')}
        maxLength={300}
        value={draft.sector}
        onChange={(event) => put({ sector: event.target.value })}
      />
      <RuleFields draft={draft} fault={fault} onChange={put} />
      <TextField
        label={say('procedures:endedOn')}
        hint={say('procedures:endedOnHint')}
        fault={fault('endedOn')}
        inputMode="numeric"
        autoComplete="off"
        value={draft.endedOn}
        onChange={(event) => put({ endedOn: event.target.value })}
      />
      {changes ? (
        <TextArea
          label={say('procedures:reason')}
          hint={say('procedures:reasonHint')}
          fault={asked && reason.trim() === '' ? say('procedures:fault.reason') : null}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <p className="pw-hint">{say('procedures:follows')}</p>
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('procedures:saving')}>
          {say('procedures:save')}
        </Button>
        <Button look="second" onClick={props.onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
