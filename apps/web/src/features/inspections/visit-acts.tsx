import type { InspectionPackage } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { instantForField, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ActDialog } from '../../states/act-dialog.tsx';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Notice } from '../../ui/index.ts';
import { INSPECTIONS_KEY } from './inspection-queries.ts';
import { PlannedNotice } from './new-visit.tsx';
import { readVisit, type VisitDraft, VisitFields } from './visit-fields.tsx';

type Act = 'change' | 'draw' | 'cancel';
interface ActProps {
  readonly visit: InspectionPackage;
  readonly onDone: () => void;
}

/** What may be done with a visit as planned: other time, place or team, a checklist drawn anew, or no visit at all. */
export function VisitActs({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const [act, setAct] = useState<Act | null>(null);
  const { manage, fill } = visit.may;
  const acts: readonly Act[] = [
    ...(manage ? (['change'] as const) : []),
    ...(fill ? (['draw'] as const) : []),
    ...(manage ? (['cancel'] as const) : []),
  ];
  if (acts.length === 0) return null;
  const onDone = () => setAct(null);
  return (
    <>
      {act === 'change' ? <ChangeForm visit={visit} onDone={onDone} /> : null}
      {act === 'change' ? null : (
        <div className="pw-actions">
          {acts.map((kind) => (
            <Button key={kind} look="second" onClick={() => setAct(kind)}>
              {say(`inspections:act.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      {act === 'draw' ? <DrawDialog visit={visit} onDone={onDone} /> : null}
      {act === 'cancel' ? <CancelDialog visit={visit} onDone={onDone} /> : null}
    </>
  );
}

/** Reads the visit anew after an act, and also when it was refused: somebody else may have been there before. */
function useFresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [INSPECTIONS_KEY] });
}

const placeOf = ({ unitId, id }: InspectionPackage) => ({ unitId, visitId: id });

const draftOf = ({ startsAt, endsAt, place, team }: InspectionPackage): VisitDraft => ({
  startsAt: instantForField(startsAt),
  endsAt: instantForField(endsAt),
  place,
  team: team.map(({ accountId, part, capacity }) => ({ accountId, part, capacity })),
});

function ChangeForm({ visit, onDone }: ActProps) {
  const say = useWords('inspections');
  const fresh = useFresh();
  const [draft, setDraft] = useState(() => draftOf(visit));
  const [asked, setAsked] = useState(false);
  const { body, faults } = readVisit(draft);
  const save = useMutation({
    mutationFn: () => call('updateInspectionVisit', { params: placeOf(visit), ifMatch: visit.version, body }),
    onSettled: fresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!Object.values(faults).some(Boolean) && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate aria-label={say('inspections:act.change')}>
      {save.isError ? <Failure error={save.error} /> : null}
      {save.data ? (
        <PlannedNotice
          answer={save.data}
          title={say('inspections:changed', { at: showInstant(save.data.visit.startsAt) })}
        />
      ) : null}
      <VisitFields
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        faultOf={(field) => (asked && faults[field] ? say('inspections:fieldFault') : null)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('inspections:saving')}>
          {say('inspections:saveVisit')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say(save.isSuccess ? 'inspections:finished' : 'common:cancel')}
        </Button>
      </div>
    </form>
  );
}

function DrawDialog({ visit, onDone }: ActProps) {
  const say = useWords('inspections');
  const fresh = useFresh();
  const run = useMutation({
    mutationFn: () => call('drawChecklist', { params: placeOf(visit) }),
    onSettled: fresh,
  });
  return (
    <Dialog title={say('inspections:act.draw')} onClose={onDone}>
      {run.isError ? <Failure error={run.error} /> : null}
      {run.data ? (
        <Notice tone="good" title={say('inspections:drawn', { number: run.data.added })} />
      ) : (
        <p>{say('inspections:drawText')}</p>
      )}
      <div className="pw-actions">
        {run.data ? null : (
          <Button busy={run.isPending && say('inspections:saving')} onClick={() => run.mutate()}>
            {say('inspections:act.draw')}
          </Button>
        )}
        <Button look="second" onClick={onDone}>
          {say(run.data ? 'inspections:finished' : 'common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function CancelDialog({ visit, onDone }: ActProps) {
  const say = useWords('inspections');
  return (
    <ActDialog
      title={say('inspections:act.cancel')}
      act={say('inspections:act.cancel')}
      busy={say('inspections:saving')}
      back={say('inspections:keepVisit')}
      look="danger"
      reason={{ label: say('inspections:cancelReason'), maxLength: 2000 }}
      run={(reason) => call('cancelInspectionVisit', { params: placeOf(visit), body: { reason } })}
      renews={[INSPECTIONS_KEY]}
      onClose={onDone}
    >
      <p>{say('inspections:cancelText')}</p>
    </ActDialog>
  );
}
