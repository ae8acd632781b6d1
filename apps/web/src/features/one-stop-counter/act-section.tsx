import type { CounterActBody, CounterDossier } from '@parix/api-contract';
import type { CounterAct } from '@parix/one-stop';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { session } from '../../api/session-state.ts';
import { showTime } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Section } from '../../ui/index.ts';
import { ActDialog } from './act-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { counterQuery } from './counter-keys.ts';
import type { PaperKind } from './paper-kinds.ts';

type SimpleAct = Exclude<CounterAct, 'paid' | 'apologised' | 'returned'>;
/** Acts of one press; a mistake is taken back. The others ask something first, or end the dossier. */
const AT_ONCE: ReadonlySet<CounterAct> = new Set<SimpleAct>([
  'transferred',
  'supplement-requested',
  'supplemented',
  'payment-requested',
  'digitised',
  'finished',
]);
const isAtOnce = (act: CounterAct): act is SimpleAct => AT_ONCE.has(act);
/** Acts with which a paper is handed out. */
const PAPER_OF: Partial<Record<CounterAct, PaperKind>> = {
  'supplement-requested': 'supplement',
  apologised: 'apology',
};

export interface CounterWork {
  readonly unitId: string;
  readonly dossier: CounterDossier;
}

/** Everything that can be done now, and how the last save went. */
export function ActSection({
  unitId,
  dossier,
  onPrint,
}: CounterWork & { readonly onPrint: (kind: PaperKind) => void }) {
  const say = useWords('one-stop-counter');
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Exclude<CounterAct, SimpleAct> | EndingAct | 'correct' | null>(null);
  const { code, version } = dossier;
  const done = async (next: CounterDossier) => {
    setAsking(null);
    queries.setQueryData(counterQuery(unitId, code).queryKey, next);
    await queries.invalidateQueries({ queryKey: ['counter', unitId, 'list'] });
  };
  const save = useMutation({
    mutationFn: (body: CounterActBody) =>
      call('actOnCounterDossier', { params: { unitId, code }, body, ifMatch: version }),
    onSuccess: async (next, { act }) => {
      await done(next);
      const paper = PAPER_OF[act];
      if (paper !== undefined) onPrint(paper);
    },
    // Somebody else may have acted: what stands is read before the person decides again.
    onError: () => void queries.invalidateQueries({ queryKey: counterQuery(unitId, code).queryKey }),
  });
  const press = (act: CounterAct) => {
    save.reset();
    if (isAtOnce(act)) save.mutate({ act });
    else setAsking(act);
  };
  return (
    <Section title={say('one-stop-counter:acts')}>
      <SaveLine save={save} />
      {save.isError && asking === null ? <Failure error={save.error} /> : null}
      {dossier.acts.length === 0 ? <p>{say('one-stop-counter:noActs')}</p> : null}
      <div className="pw-actions">
        {dossier.acts.map((act) => (
          <Button
            key={act}
            look={isEnding(act) ? 'quiet' : 'second'}
            busy={save.isPending && save.variables.act === act && say('one-stop-counter:saving')}
            disabled={save.isPending}
            onClick={() => press(act)}
          >
            {say(`one-stop-counter:act.${act}`)}
          </Button>
        ))}
        {dossier.correctable === null ? null : (
          <Button look="quiet" disabled={save.isPending} onClick={() => setAsking('correct')}>
            {say('one-stop-counter:correct')}
          </Button>
        )}
      </div>
      {asking === 'correct' ? (
        <CorrectDialog unitId={unitId} dossier={dossier} onClose={() => setAsking(null)} onDone={done} />
      ) : asking === null ? null : (
        <ActDialog
          act={asking}
          dossier={dossier}
          save={save}
          onClose={() => {
            setAsking(null);
            save.reset();
          }}
        />
      )}
    </Section>
  );
}

const ENDING = ['refused', 'withdrawn', 'stopped'] as const;
export type EndingAct = (typeof ENDING)[number];
export const isEnding = (act: CounterAct): act is EndingAct => ENDING.some((each) => each === act);

interface Saving {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly isSuccess: boolean;
  readonly submittedAt: number;
}

/** One line that is always there: being saved, saved and when, or not saved. */
function SaveLine({ save }: { readonly save: Saving }) {
  const say = useWords('one-stop-counter');
  return (
    <p role="status" className={save.isError ? 'pw-fault' : 'pw-soft'}>
      {save.isPending ? say('one-stop-counter:saving') : null}
      {save.isError ? say('one-stop-counter:notSaved') : null}
      {save.isSuccess ? <SavedAt /> : null}
    </p>
  );
}

function SavedAt() {
  const say = useWords('one-stop-counter');
  const [at] = useState(() => new Date(session.now()).toISOString());
  return say('one-stop-counter:saved', { at: showTime(at) });
}
