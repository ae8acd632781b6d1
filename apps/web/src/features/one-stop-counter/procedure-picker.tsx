import type { CounterProcedure } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { TextField } from '../../ui/index.ts';

/** Procedures in force today, by words of their name; each with the appointment that it would have now. */
export function ProcedurePicker({
  unitId,
  chosen,
  fault,
  onChoose,
}: {
  readonly unitId: string;
  readonly chosen: CounterProcedure | null;
  readonly fault: string | null;
  readonly onChoose: (procedure: CounterProcedure) => void;
}) {
  const say = useWords('one-stop-counter');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['counter', unitId, 'procedures', q],
    queryFn: ({ signal }) => call('searchCounterProcedures', { params: { unitId }, query: { q }, signal }),
    placeholderData: (before) => before,
  });
  return (
    <div className="pw-stack">
      <TextField
        label={say('one-stop-counter:procedureSearch')}
        hint={say('one-stop-counter:procedureSearchHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <fieldset
        className="pw-stack oc-choices"
        aria-describedby={fault === null ? undefined : 'oc-procedure-fault'}
      >
        <legend className="pw-legend">{say('one-stop-counter:procedure')}</legend>
        {fault === null ? null : (
          <span className="pw-fault" id="oc-procedure-fault">
            {fault}
          </span>
        )}
        <Loaded query={found}>
          {({ items, more }) => (
            <>
              {withChosen(items, chosen).map((procedure) => (
                <label key={procedure.code} className="pw-check">
                  <input
                    type="radio"
                    name="procedure"
                    checked={chosen?.code === procedure.code}
                    onChange={() => onChoose(procedure)}
                  />
                  <span>
                    <strong>{procedure.name}</strong>{' '}
                    <span className="pw-small pw-soft">
                      {procedure.code} · {procedure.sector} · {dueWords(say, procedure)}
                    </span>
                  </span>
                </label>
              ))}
              {items.length === 0 ? (
                <p>{say(q === '' ? 'one-stop-counter:noCatalogue' : 'one-stop-counter:noProcedure')}</p>
              ) : null}
              {more ? <p className="pw-soft">{say('one-stop-counter:moreProcedures')}</p> : null}
            </>
          )}
        </Loaded>
      </fieldset>
    </div>
  );
}

/** What is chosen stays in sight while something else is looked for. */
const withChosen = (
  items: readonly CounterProcedure[],
  chosen: CounterProcedure | null,
): readonly CounterProcedure[] =>
  chosen === null || items.some(({ code }) => code === chosen.code) ? items : [chosen, ...items];

const dueWords = (say: ReturnType<typeof useWords>, { dueAt }: CounterProcedure): string =>
  dueAt === null
    ? say('one-stop-counter:noTimeSet')
    : say('one-stop-counter:dueIfNow', { at: showInstant(dueAt) });
