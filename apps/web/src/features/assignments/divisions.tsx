import type { Division, UnitPerson } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, SelectField, TextField } from '../../ui/index.ts';
import { useRenewAssignments, type UnitPeople } from './assignments-queries.ts';

/** Divisions of the unit and who works in which. */
export function Divisions({ unitId, unit }: { readonly unitId: string; readonly unit: UnitPeople }) {
  const say = useWords('assignments');
  const standing = unit.divisions.filter((division) => division.endedAt === null);
  return (
    <details className="pw-details">
      <summary>{say('assignments:divisions', { number: standing.length })}</summary>
      <div className="pw-stack">
        <NewDivision unitId={unitId} />
        <ul className="pw-todo">
          {standing.map((division) => (
            <DivisionLine key={division.id} unitId={unitId} division={division} />
          ))}
        </ul>
        {standing.length > 0
          ? unit.people.map((person) => (
              <PersonPlace key={person.id} unitId={unitId} person={person} divisions={standing} />
            ))
          : null}
      </div>
    </details>
  );
}

function NewDivision({ unitId }: { readonly unitId: string }) {
  const say = useWords('assignments');
  const renew = useRenewAssignments();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: (wanted: string) => call('createDivision', { params: { unitId }, body: { name: wanted } }),
    onSuccess: async () => {
      setName('');
      await renew();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !create.isPending) create.mutate(name.normalize('NFC').trim());
  };
  return (
    <form className="pw-form-row" onSubmit={submit}>
      <TextField
        label={say('assignments:divisionName')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button
        type="submit"
        look="second"
        disabled={name.trim() === ''}
        busy={create.isPending && say('assignments:working')}
      >
        {say('assignments:addDivision')}
      </Button>
      {create.isError ? <Failure error={create.error} /> : null}
    </form>
  );
}

function DivisionLine({ unitId, division }: { readonly unitId: string; readonly division: Division }) {
  const say = useWords('assignments');
  const renew = useRenewAssignments();
  const end = useMutation({
    mutationFn: () => call('endDivision', { params: { unitId, divisionId: division.id } }),
    onSuccess: () => renew(),
  });
  return (
    <li>
      <span>{say('assignments:divisionLine', { name: division.name, people: division.people })}</span>
      <Button
        look="quiet"
        size="small"
        aria-label={say('assignments:endDivisionOf', { name: division.name })}
        busy={end.isPending && say('assignments:working')}
        onClick={() => end.mutate()}
      >
        {say('assignments:endDivision')}
      </Button>
      {end.isError ? <Failure error={end.error} /> : null}
    </li>
  );
}

function PersonPlace(props: {
  readonly unitId: string;
  readonly person: UnitPerson;
  readonly divisions: readonly Division[];
}) {
  const say = useWords('assignments');
  const renew = useRenewAssignments();
  const { unitId, person } = props;
  const move = useMutation({
    mutationFn: (divisionId: string) => {
      const to = divisionId || person.divisionId;
      if (to === null) return Promise.resolve(person);
      const params = { unitId, divisionId: to, accountId: person.id };
      return divisionId === '' ? call('leaveDivision', { params }) : call('joinDivision', { params });
    },
    onSuccess: () => renew(),
  });
  return (
    <>
      <SelectField
        label={say('assignments:worksIn', { name: person.displayName })}
        value={person.divisionId ?? ''}
        disabled={move.isPending}
        choices={[
          { value: '', label: say('assignments:noDivision') },
          ...props.divisions.map((division) => ({ value: division.id, label: division.name })),
        ]}
        onChange={(event) => move.mutate(event.target.value)}
      />
      {move.isError ? <Failure error={move.error} /> : null}
    </>
  );
}
