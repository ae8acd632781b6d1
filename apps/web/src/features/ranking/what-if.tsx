import type { Round, SetItem, UnitResult } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { setQuery } from '../../api/queries.ts';
import { showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { faultWords } from '../../item-parts/fault-words.ts';
import { FigureField } from '../../item-parts/figure-field.tsx';
import { fieldText, readFigure, type FigureFault } from '../../item-parts/read-figure.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, SelectField } from '../../ui/index.ts';

/** Figures changed for a try: item id -> figure key -> text of its field. */
type Trial = Readonly<Record<string, Readonly<Record<string, string>>>>;
interface Props {
  readonly round: Round;
  readonly unitId: string;
  readonly result: UnitResult;
}

export function WhatIf(props: Props) {
  const say = useWords('ranking');
  const [open, setOpen] = useState(false);
  const set = useQuery({ ...setQuery(props.round.setVersionId), enabled: open });
  return (
    <details className="pw-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('ranking:whatIf.title')}</summary>
      {open ? <Loaded query={set}>{({ items }) => <TrialForm {...props} items={items} />}</Loaded> : null}
    </details>
  );
}

function TrialForm({ round, unitId, result, items }: Props & { readonly items: readonly SetItem[] }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const [chosen, setChosen] = useState('');
  const [trial, setTrial] = useState<Trial>({});
  const results = new Map(result.items.map((item) => [item.itemId, item]));
  const open = items.filter(
    (item) => item.figures.length > 0 && signOf(results.get(item.id)?.lost ?? '0') > 0,
  );
  const tried = items.filter((item) => trial[item.id] !== undefined);
  const read = tried.map((item) => readTrial(item, trial[item.id] ?? {}));
  const faulty = read.some(({ faults }) => faults.size > 0);
  const ask = useMutation({
    mutationFn: () =>
      call('whatIf', {
        params: { roundId: round.id, unitId },
        body: { changes: read.map(({ itemId, figures }) => ({ itemId, figures })) },
      }),
  });
  const add = (itemId: string) => {
    const item = items.find(({ id }) => id === itemId);
    setChosen('');
    if (!item) return;
    const known = results.get(itemId)?.figures ?? [];
    const texts = item.figures.map((figure) => [
      figure.key,
      fieldText(figure, known.find(({ key }) => key === figure.key)?.value ?? null, language),
    ]);
    setTrial({ ...trial, [itemId]: Object.fromEntries(texts) as Record<string, string> });
  };
  return (
    <div className="pw-form">
      <p>{say('ranking:whatIf.text')}</p>
      <SelectField
        label={say('ranking:whatIf.add')}
        value={chosen}
        choices={[
          { value: '', label: say('ranking:whatIf.choose') },
          ...open
            .filter((item) => trial[item.id] === undefined)
            .map((item) => ({ value: item.id, label: `${item.code} ${item.name}` })),
        ]}
        onChange={(event) => add(event.target.value)}
      />
      {tried.map((item, at) => (
        <fieldset key={item.id} className="pw-stack">
          <legend className="pw-legend">{`${item.code} ${item.name}`}</legend>
          {item.figures.map((figure) => {
            const fault = read[at]?.faults.get(figure.key);
            const put = (text: string) =>
              setTrial({ ...trial, [item.id]: { ...trial[item.id], [figure.key]: text } });
            return (
              <FigureField
                key={figure.key}
                figure={figure}
                text={trial[item.id]?.[figure.key] ?? ''}
                fault={fault ? faultWords(fault, say, language) : null}
                disabled={false}
                onChange={put}
                onChoose={put}
                onLeave={() => undefined}
              />
            );
          })}
        </fieldset>
      ))}
      {ask.isError ? <Failure error={ask.error} /> : null}
      {tried.length > 0 ? (
        <div className="pw-actions">
          <Button
            disabled={faulty}
            busy={ask.isPending && say('ranking:whatIf.busy')}
            onClick={() => ask.mutate()}
          >
            {say('ranking:whatIf.ask')}
          </Button>
          <Button
            look="second"
            onClick={() => {
              setTrial({});
              ask.reset();
            }}
          >
            {say('ranking:whatIf.clear')}
          </Button>
        </div>
      ) : null}
      {ask.data ? (
        <Notice tone="good" title={say('ranking:whatIf.answer')}>
          <p>
            {say('ranking:whatIf.standing', {
              rankNow: ask.data.now.rank ?? '–',
              rankThen: ask.data.then.rank ?? '–',
              indexNow: showNumber(ask.data.now.printedIndex, language),
              indexThen: showNumber(ask.data.then.printedIndex, language),
              classNow: ask.data.now.className ?? '–',
              classThen: ask.data.then.className ?? '–',
            })}
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

function readTrial(item: SetItem, texts: Readonly<Record<string, string>>) {
  const faults = new Map<string, FigureFault>();
  const figures: Record<string, string | boolean | null> = {};
  for (const figure of item.figures) {
    const read = readFigure(texts[figure.key] ?? '', figure);
    if ('fault' in read) faults.set(figure.key, read.fault);
    else figures[figure.key] = read.value;
  }
  return { itemId: item.id, figures, faults };
}
