import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Section, TextField } from '../../ui/index.ts';

export const readingsKey = (roundId: string) => ['second-readings', roundId] as const;

/** Samples that were drawn, each with the seed by which it can be drawn again. */
export function DrawPanel({ roundId, draws }: { readonly roundId: string; readonly draws: boolean }) {
  const say = useWords('appraisal');
  const drawn = useQuery({
    queryKey: [...readingsKey(roundId), 'draws'],
    queryFn: ({ signal }) => call('listReadingDraws', { params: { roundId }, signal }),
  });
  return (
    <Section title={say('appraisal:draw.title')}>
      <Loaded query={drawn}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say('appraisal:draw.none')}</p>
          ) : (
            <ul>
              {items.map(({ id, at, size, population, done, seed }) => (
                <li key={id}>
                  {say('appraisal:draw.line', { at: showInstant(at), size, population, done, seed })}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {draws ? <DrawForm roundId={roundId} /> : null}
    </Section>
  );
}

function DrawForm({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal');
  const queries = useQueryClient();
  const [size, setSize] = useState('50');
  const [seed, setSeed] = useState('');
  const number = /^\d{1,4}$/.test(size.trim()) ? Number(size) : 0;
  const draw = useMutation({
    mutationFn: () =>
      call('drawSecondReadings', {
        params: { roundId },
        body: { size: number, seed: seed.normalize('NFC').trim() || null },
      }),
    onSuccess: () => {
      // Another draw with the same seed would be a slip.
      setSeed('');
      return queries.invalidateQueries({ queryKey: readingsKey(roundId) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number > 0 && !draw.isPending) draw.mutate();
  };
  return (
    <form className="pw-form-row" onSubmit={submit}>
      <TextField
        label={say('appraisal:draw.size')}
        inputMode="numeric"
        value={size}
        onChange={(event) => setSize(event.target.value)}
      />
      <TextField
        label={say('appraisal:draw.seed')}
        maxLength={200}
        value={seed}
        onChange={(event) => setSeed(event.target.value)}
      />
      <Button
        type="submit"
        look="second"
        disabled={number === 0}
        busy={draw.isPending && say('appraisal:rest.busy')}
      >
        {say('appraisal:draw.do')}
      </Button>
      {draw.isError ? <Failure error={draw.error} /> : null}
    </form>
  );
}
