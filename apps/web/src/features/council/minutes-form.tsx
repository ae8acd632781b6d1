import type { Council } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Notice, SelectField, TextArea, TextField } from '../../ui/index.ts';
import { minutesDraftOf, readMinutes, type MinutesDraft } from './minutes-draft.ts';

/** Writes the next version of the minutes; what was signed before has to be signed anew. */
export function MinutesForm(props: {
  readonly roundId: string;
  readonly council: Council;
  readonly onDone: () => void;
}) {
  const say = useWords('council');
  const queries = useQueryClient();
  const { roundId, council, onDone } = props;
  const standing = council.minutes?.version ?? 0;
  const [draft, setDraft] = useState(() => minutesDraftOf(council));
  /** The version that the typed text starts from. */
  const [base, setBase] = useState(standing);
  const [asked, setAsked] = useState(false);
  const { body, faults } = readMinutes(draft);
  const save = useMutation({
    mutationFn: () => call('saveMinutes', { params: { roundId }, ifMatch: base, body }),
    onSuccess: (saved) => {
      queries.setQueryData(['council', roundId], saved);
      onDone();
    },
    onError: () => queries.invalidateQueries({ queryKey: ['council', roundId] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (faults.size === 0 && !save.isPending) save.mutate();
  };
  const change = (part: Partial<MinutesDraft>) => setDraft({ ...draft, ...part });
  const faultOf = (field: string) => (asked && faults.has(field) ? say('council:fieldFault') : null);
  const people = [
    { value: '', label: say('council:choose') },
    ...council.people.map(({ accountId, displayName }) => ({ value: accountId, label: displayName })),
  ];
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {standing === base ? (
        save.isError && <Failure error={save.error} />
      ) : (
        <Overtaken
          version={standing}
          onMine={() => setBase(standing)}
          onTheirs={() => {
            setBase(standing);
            setDraft(minutesDraftOf(council));
          }}
        />
      )}
      {(['heldAt', 'endedAt', 'place'] as const).map((field) => (
        <TextField
          key={field}
          label={say(`council:${field}`)}
          hint={field === 'place' ? undefined : say('council:timeHint')}
          autoComplete="off"
          fault={faultOf(field)}
          value={draft[field]}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
      {(['chairId', 'secretaryId'] as const).map((field) => (
        <SelectField
          key={field}
          label={say(field === 'chairId' ? 'council:chair' : 'council:secretary')}
          fault={faultOf(field)}
          choices={people}
          value={draft[field]}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
      <Attendance draft={draft} fault={faultOf('attendance')} onChange={change} />
      <TextArea
        label={say('council:conclusions')}
        rows={8}
        maxLength={20_000}
        fault={faultOf('conclusions')}
        value={draft.conclusions}
        onChange={(event) => change({ conclusions: event.target.value })}
      />
      <div className="pw-actions">
        <Button type="submit" disabled={standing !== base} busy={save.isPending && say('council:saving')}>
          {say('council:save')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Somebody else has written a version since this text was begun; it stands above, and the typed text is kept. */
function Overtaken(props: {
  readonly version: number;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}) {
  const say = useWords('council');
  return (
    <Notice tone="warning" title={say('council:overtaken', { version: props.version })}>
      <p>{say('council:overtakenText')}</p>
      <div className="pw-actions">
        <Button look="second" size="small" onClick={props.onMine}>
          {say('council:keepMine')}
        </Button>
        <Button look="second" size="small" onClick={props.onTheirs}>
          {say('council:takeTheirs')}
        </Button>
      </div>
    </Notice>
  );
}

function Attendance(props: {
  readonly draft: MinutesDraft;
  readonly fault: string | null;
  readonly onChange: (part: Partial<MinutesDraft>) => void;
}) {
  const say = useWords('council');
  const { attendance } = props.draft;
  const put = (at: number, part: Partial<MinutesDraft['attendance'][number]>) =>
    props.onChange({
      attendance: attendance.map((person, other) => (other === at ? { ...person, ...part } : person)),
    });
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('council:attendance')}</legend>
      {props.fault ? (
        <p className="pw-fault" role="alert">
          {say('council:attendanceFault')}
        </p>
      ) : null}
      {attendance.map((person, at) => (
        <fieldset key={at} className="pw-stack-tight">
          <legend className="pw-legend">{say('council:memberNumber', { number: at + 1 })}</legend>
          <TextField
            label={say('council:member')}
            maxLength={200}
            value={person.name}
            onChange={(event) => put(at, { name: event.target.value })}
          />
          <TextField
            label={say('council:capacity')}
            maxLength={300}
            value={person.capacity}
            onChange={(event) => put(at, { capacity: event.target.value })}
          />
          <CheckField
            label={say('council:present')}
            checked={person.present}
            onChange={(event) => put(at, { present: event.target.checked })}
          />
          <div className="pw-actions">
            <Button
              look="quiet"
              size="small"
              onClick={() => props.onChange({ attendance: attendance.filter((_, other) => other !== at) })}
            >
              {say('council:removeMember', { number: at + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          look="second"
          size="small"
          onClick={() =>
            props.onChange({ attendance: [...attendance, { name: '', capacity: '', present: true }] })
          }
        >
          {say('council:addMember')}
        </Button>
      </div>
    </fieldset>
  );
}
