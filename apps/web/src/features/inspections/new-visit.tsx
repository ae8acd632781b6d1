import type { InspectionPlan } from '@parix/api-contract';
import { TEAM_PARTS, type TeamPart } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { instantOfField, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, SelectField, TextField } from '../../ui/index.ts';
import { INSPECTIONS_KEY, inspectorsQuery } from './inspection-queries.ts';

interface Draft {
  readonly q: string;
  readonly unitId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly team: readonly {
    readonly accountId: string;
    readonly part: TeamPart;
    readonly capacity: string;
  }[];
}
const EMPTY: Draft = {
  q: '',
  unitId: '',
  startsAt: '',
  endsAt: '',
  place: '',
  team: [{ accountId: '', part: 'leader', capacity: '' }],
};

/** Plans a visit. After it, time, place and team stay in the form: the next unit of the day needs only its own. */
export function NewVisit({ plan, onDone }: { readonly plan: InspectionPlan; readonly onDone: () => void }) {
  const say = useWords('inspections');
  const queries = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const startsAt = instantOfField(draft.startsAt) ?? undefined;
  const endsAt = instantOfField(draft.endsAt) ?? undefined;
  const team = draft.team.filter(({ accountId }) => accountId !== '');
  const faults = {
    unitId: draft.unitId === '',
    startsAt: startsAt === undefined,
    endsAt: endsAt === undefined,
    place: draft.place.trim() === '',
  };
  const faultOf = (field: keyof typeof faults) =>
    asked && faults[field] ? say('inspections:fieldFault') : null;
  const save = useMutation({
    mutationFn: () =>
      call('planInspectionVisit', {
        params: { planId: plan.id },
        body: {
          ...{ unitId: draft.unitId, place: draft.place, team: [...team] },
          ...{ startsAt: startsAt ?? '', endsAt: endsAt ?? '' },
        },
      }),
    onSuccess: async () => {
      setDraft({ ...draft, q: '', unitId: '' });
      setAsked(false);
      await queries.invalidateQueries({ queryKey: [INSPECTIONS_KEY] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!Object.values(faults).some(Boolean) && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      {save.data ? <PlannedNotice answer={save.data} /> : null}
      <UnitChoice draft={draft} fault={faultOf('unitId')} change={change} />
      <div className="pw-form-row">
        {(['startsAt', 'endsAt'] as const).map((field) => (
          <TextField
            key={field}
            label={say(`inspections:${field}`)}
            hint={say('inspections:timeHint')}
            autoComplete="off"
            fault={faultOf(field)}
            value={draft[field]}
            onChange={(event) => change({ [field]: event.target.value })}
          />
        ))}
      </div>
      <TextField
        label={say('inspections:column.place')}
        maxLength={300}
        fault={faultOf('place')}
        value={draft.place}
        onChange={(event) => change({ place: event.target.value })}
      />
      <Team draft={draft} change={change} />
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('inspections:saving')}>
          {say('inspections:planVisit')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('inspections:finished')}
        </Button>
      </div>
    </form>
  );
}

type Planned = Awaited<ReturnType<typeof call<'planInspectionVisit'>>>;

function PlannedNotice({ answer }: { readonly answer: Planned }) {
  const say = useWords('inspections');
  const { visit, overlaps } = answer;
  return (
    <>
      <Notice
        tone="good"
        title={say('inspections:planned', { unit: visit.unitName, at: showInstant(visit.startsAt) })}
      />
      {overlaps.length > 0 ? (
        <Notice tone="warning" title={say('inspections:overlaps')}>
          <ul>
            {overlaps.map(({ displayName, unitName, startsAt }) => (
              <li key={`${displayName}${unitName}${startsAt}`}>
                {say('inspections:overlap', { name: displayName, unit: unitName, at: showInstant(startsAt) })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function UnitChoice({ draft, change, fault }: PartProps & { readonly fault: string | null }) {
  const say = useWords('inspections');
  const units = useQuery({
    queryKey: [INSPECTIONS_KEY, 'units', draft.q],
    queryFn: ({ signal }) => call('listUnits', { query: { q: draft.q, limit: 200 }, signal }),
  });
  return (
    <>
      <TextField
        label={say('inspections:findUnit')}
        autoComplete="off"
        maxLength={200}
        value={draft.q}
        onChange={(event) => change({ q: event.target.value, unitId: '' })}
      />
      <Loaded query={units}>
        {({ items }) => (
          <SelectField
            label={say('inspections:column.unit')}
            fault={fault}
            choices={[
              { value: '', label: say('inspections:choose') },
              ...items.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` })),
            ]}
            value={draft.unitId}
            onChange={(event) => change({ unitId: event.target.value })}
          />
        )}
      </Loaded>
    </>
  );
}

function Team({ draft, change }: PartProps) {
  const say = useWords('inspections');
  const people = useQuery(inspectorsQuery);
  const put = (at: number, part: Partial<Draft['team'][number]>) =>
    change({ team: draft.team.map((member, other) => (other === at ? { ...member, ...part } : member)) });
  return (
    <fieldset className="pw-stack-tight">
      <legend className="pw-legend">{say('inspections:team')}</legend>
      <Loaded query={people}>
        {({ items }) =>
          draft.team.map((member, at) => (
            <div key={at} className="pw-form-row">
              <SelectField
                label={say('inspections:member', { number: at + 1 })}
                choices={[
                  { value: '', label: say('inspections:choose') },
                  ...items.map(({ id, displayName }) => ({ value: id, label: displayName })),
                ]}
                value={member.accountId}
                onChange={(event) => put(at, { accountId: event.target.value })}
              />
              <SelectField
                label={say('inspections:partOf', { number: at + 1 })}
                choices={TEAM_PARTS.map((part) => ({ value: part, label: say(`inspections:part.${part}`) }))}
                value={member.part}
                onChange={(event) => put(at, { part: event.target.value as TeamPart })}
              />
              <TextField
                label={say('inspections:capacityOf', { number: at + 1 })}
                maxLength={300}
                value={member.capacity}
                onChange={(event) => put(at, { capacity: event.target.value })}
              />
            </div>
          ))
        }
      </Loaded>
      <div className="pw-actions">
        <Button
          look="second"
          size="small"
          onClick={() => change({ team: [...draft.team, { accountId: '', part: 'member', capacity: '' }] })}
        >
          {say('inspections:addMember')}
        </Button>
      </div>
    </fieldset>
  );
}
