import type { InspectionPlan } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { readDate, showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Section, TextField } from '../../ui/index.ts';
import { INSPECTIONS_KEY, plansQuery } from './inspection-queries.ts';
import { NewVisit } from './new-visit.tsx';

export function Plans({ roundId }: { readonly roundId: string }) {
  const say = useWords('inspections');
  const plans = useQuery(plansQuery(roundId));
  const [adding, setAdding] = useState(false);
  return (
    <Section title={say('inspections:plans')}>
      <Loaded query={plans}>
        {({ items }) => (
          <>
            {items.length === 0 ? <p className="pw-soft">{say('inspections:noPlans')}</p> : null}
            {items.map((plan) => (
              <PlanLine key={plan.id} plan={plan} />
            ))}
          </>
        )}
      </Loaded>
      {adding ? (
        <PlanForm roundId={roundId} plan={null} onDone={() => setAdding(false)} />
      ) : (
        <div className="pw-actions">
          <Button look="second" onClick={() => setAdding(true)}>
            {say('inspections:newPlan')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function PlanLine({ plan }: { readonly plan: InspectionPlan }) {
  const say = useWords('inspections');
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState(false);
  return (
    <div className="pw-stack-tight">
      <h3>{plan.title}</h3>
      <p className="pw-soft">
        {say('inspections:decisionLine', {
          number: plan.decisionNumber,
          day: showDate(plan.decisionDate),
          issuer: plan.decisionIssuer,
          visits: plan.visits,
        })}
      </p>
      {adding ? <NewVisit plan={plan} onDone={() => setAdding(false)} /> : null}
      {changing ? <PlanForm roundId={plan.roundId} plan={plan} onDone={() => setChanging(false)} /> : null}
      {adding || changing ? null : (
        <div className="pw-actions">
          <Button look="second" size="small" onClick={() => setAdding(true)}>
            {say('inspections:addVisitTo', { title: plan.title })}
          </Button>
          <Button look="second" size="small" onClick={() => setChanging(true)}>
            {say('inspections:changePlan', { title: plan.title })}
          </Button>
        </div>
      )}
    </div>
  );
}

const draftOf = (plan: InspectionPlan | null) => ({
  title: plan?.title ?? '',
  decisionNumber: plan?.decisionNumber ?? '',
  decisionDate: plan ? showDate(plan.decisionDate) : '',
  decisionIssuer: plan?.decisionIssuer ?? '',
});

const FIELDS = ['title', 'decisionNumber', 'decisionDate', 'decisionIssuer'] as const;

/** A new plan, or the one given as it stands. */
function PlanForm(props: {
  readonly roundId: string;
  readonly plan: InspectionPlan | null;
  readonly onDone: () => void;
}) {
  const { roundId, plan, onDone } = props;
  const say = useWords('inspections');
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(plan));
  const [asked, setAsked] = useState(false);
  const decisionDate = readDate(draft.decisionDate);
  const isWrong = (field: (typeof FIELDS)[number]) =>
    field === 'decisionDate' ? decisionDate === undefined : draft[field].trim() === '';
  const save = useMutation({
    mutationFn: () => {
      const body = { ...draft, decisionDate: decisionDate ?? '' };
      return plan === null
        ? call('createInspectionPlan', { params: { roundId }, body })
        : call('updateInspectionPlan', { params: { planId: plan.id }, ifMatch: plan.version, body });
    },
    // Somebody else's change: what stands is read anew, so that the next attempt is about that.
    onError: () => void queries.invalidateQueries({ queryKey: [INSPECTIONS_KEY] }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [INSPECTIONS_KEY] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!FIELDS.some(isWrong) && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={say(field === 'title' ? 'inspections:planTitle' : `inspections:${field}`)}
          autoComplete="off"
          maxLength={300}
          fault={asked && isWrong(field) ? say('inspections:fieldFault') : null}
          value={draft[field]}
          onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
        />
      ))}
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('inspections:saving')}>
          {say('inspections:savePlan')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
