import type { InspectionPlan } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, SelectField, TextField } from '../../ui/index.ts';
import { INSPECTIONS_KEY } from './inspection-queries.ts';
import { readVisit, type VisitDraft, VisitFields } from './visit-fields.tsx';

interface Draft extends VisitDraft {
  readonly q: string;
  readonly unitId: string;
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
  const { body, faults: visitFaults } = readVisit(draft);
  const faults = { unitId: draft.unitId === '', ...visitFaults };
  const faultOf = (field: keyof typeof faults) =>
    asked && faults[field] ? say('inspections:fieldFault') : null;
  const save = useMutation({
    mutationFn: () =>
      call('planInspectionVisit', {
        params: { planId: plan.id },
        body: { ...body, unitId: draft.unitId },
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
      {save.data ? (
        <PlannedNotice
          answer={save.data}
          title={say('inspections:planned', {
            unit: save.data.visit.unitName,
            at: showInstant(save.data.visit.startsAt),
          })}
        />
      ) : null}
      <UnitChoice draft={draft} fault={faultOf('unitId')} change={change} />
      <VisitFields draft={draft} change={change} faultOf={faultOf} />
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

/** What stands now, and who of the team is elsewhere at that time. */
export function PlannedNotice({ answer, title }: { readonly answer: Planned; readonly title: string }) {
  const say = useWords('inspections');
  const { overlaps } = answer;
  return (
    <>
      <Notice tone="good" title={title} />
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
