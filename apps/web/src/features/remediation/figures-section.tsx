import { COUNTED_AS, type RemediationFigures, type Round } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { roundsQuery, setQuery } from '../../api/queries.ts';
import { showInstant } from '../../format/dates.ts';
import { readDate } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Empty, Notice, Section, SelectField, Table, TextField } from '../../ui/index.ts';
import { countableItems, type CountableItem } from './countable-items.ts';

/** The outcome of an earlier year as two figures of an item: chosen, looked at unit by unit, then stored. */
export function FiguresSection({ round }: { readonly round: Round }) {
  const say = useWords('remediation');
  const rounds = useQuery(roundsQuery);
  const set = useQuery(setQuery(round.setVersionId));
  const sources = (rounds.data?.items ?? [])
    .filter(({ indexYear, phase }) => indexYear < round.indexYear && phase === 'published')
    // Mostly the round of the same units is meant.
    .sort((a, b) => Number(b.blockId === round.blockId) - Number(a.blockId === round.blockId));
  const items = set.data ? countableItems(set.data.items) : [];
  if (rounds.isError || set.isError) return <Failure error={rounds.error ?? set.error} />;
  if (!rounds.data || !set.data) return null;
  return (
    <Section title={say('remediation:figures')}>
      <p>{say('remediation:figuresText')}</p>
      {sources.length === 0 ? (
        <Empty title={say('remediation:figures.noSource')} />
      ) : items.length === 0 ? (
        <Empty title={say('remediation:figures.noItem')} />
      ) : (
        <FiguresForm round={round} sources={sources} items={items} />
      )}
    </Section>
  );
}

function FiguresForm(props: {
  readonly round: Round;
  readonly sources: readonly Pick<Round, 'id' | 'title'>[];
  readonly items: readonly CountableItem[];
}) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const { round, sources, items } = props;
  const year = String(round.indexYear);
  const [typed, setTyped] = useState({
    source: sources[0]?.id ?? '',
    itemId: '',
    fixedFigure: '',
    totalFigure: '',
    dueFrom: `01/01/${year}`,
    dueTo: `31/12/${year}`,
    counted: 'fixed',
  });
  const item = items.find(({ id }) => id === typed.itemId);
  const days = { dueFrom: readDate(typed.dueFrom), dueTo: readDate(typed.dueTo) };
  const choice = {
    source: typed.source,
    dueFrom: days.dueFrom ?? '',
    dueTo: days.dueTo ?? '',
    counted: COUNTED_AS.find((each) => each === typed.counted) ?? 'fixed',
    fixedFigure: typed.fixedFigure,
    totalFigure: typed.totalFigure,
  } as const;
  const params = { roundId: round.id, itemId: typed.itemId };
  const preview = useMutation({
    mutationFn: () => call('previewRemediationFigures', { params, query: choice }),
    onMutate: () => take.reset(),
  });
  const take = useMutation({
    mutationFn: () => call('takeRemediationFigures', { params, body: choice }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const set = (change: Partial<typeof typed>) => {
    preview.reset();
    take.reset();
    setTyped({ ...typed, ...change });
  };
  const complete =
    item !== undefined &&
    days.dueFrom !== undefined &&
    days.dueTo !== undefined &&
    typed.fixedFigure !== '' &&
    typed.totalFigure !== '';
  const shown = take.data ?? preview.data;
  const wrongDay = (day: string | undefined) => (day === undefined ? say('common:fault.not-a-date') : null);
  const figureChoices = [
    { value: '', label: say('remediation:figures.choose') },
    ...(item?.figures ?? []).map(({ key, label }) => ({ value: key, label })),
  ];
  const failure = preview.error ?? take.error;
  return (
    <div className="pw-stack">
      <div className="pw-form-row">
        <SelectField
          label={say('remediation:figures.source')}
          value={typed.source}
          choices={sources.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(event) => set({ source: event.target.value })}
        />
        <TextField
          label={say('remediation:figures.from')}
          fault={wrongDay(days.dueFrom)}
          inputMode="numeric"
          value={typed.dueFrom}
          onChange={(event) => set({ dueFrom: event.target.value })}
        />
        <TextField
          label={say('remediation:figures.to')}
          fault={wrongDay(days.dueTo)}
          inputMode="numeric"
          value={typed.dueTo}
          onChange={(event) => set({ dueTo: event.target.value })}
        />
        <SelectField
          label={say('remediation:figures.counted')}
          value={typed.counted}
          choices={COUNTED_AS.map((each) => ({
            value: each,
            label: say(`remediation:figures.counted.${each}`),
          }))}
          onChange={(event) => set({ counted: event.target.value })}
        />
      </div>
      <div className="pw-form-row">
        <SelectField
          label={say('remediation:figures.item')}
          value={typed.itemId}
          choices={[
            { value: '', label: say('remediation:figures.choose') },
            ...items.map(({ id, name }) => ({ value: id, label: `${id} ${name}` })),
          ]}
          onChange={(event) => set({ itemId: event.target.value, fixedFigure: '', totalFigure: '' })}
        />
        <SelectField
          label={say('remediation:figures.fixed')}
          value={typed.fixedFigure}
          choices={figureChoices}
          onChange={(event) => set({ fixedFigure: event.target.value })}
        />
        <SelectField
          label={say('remediation:figures.total')}
          value={typed.totalFigure}
          choices={figureChoices}
          onChange={(event) => set({ totalFigure: event.target.value })}
        />
      </div>
      <div className="pw-actions">
        <Button
          look="second"
          disabled={!complete}
          busy={preview.isPending && say('common:loading')}
          onClick={() => preview.mutate()}
        >
          {say('remediation:figures.preview')}
        </Button>
      </div>
      {failure ? <Failure error={failure} /> : null}
      {shown ? (
        <Preview shown={shown} done={take.isSuccess} busy={take.isPending} onTake={() => take.mutate()} />
      ) : null}
    </div>
  );
}

function Preview(props: {
  readonly shown: RemediationFigures;
  readonly done: boolean;
  readonly busy: boolean;
  readonly onTake: () => void;
}) {
  const say = useWords('remediation');
  const { taken, units, formula } = props.shown;
  const number = units.filter(({ due, problem }) => due > 0 && problem === null).length;
  return (
    <>
      <p>{formula}</p>
      {taken ? (
        <Notice tone={props.done ? 'good' : 'info'}>
          {say('remediation:figures.taken', {
            at: showInstant(taken.at),
            by: taken.by ?? '–',
            formula: taken.formula,
            units: taken.units,
          })}
        </Notice>
      ) : null}
      <UnitFigures shown={props.shown} />
      {props.done ? null : (
        <div className="pw-actions">
          <Button
            disabled={number === 0}
            busy={props.busy && say('remediation:figures.taking')}
            onClick={props.onTake}
          >
            {say('remediation:figures.take', { number })}
          </Button>
        </div>
      )}
    </>
  );
}

const COUNTS = [
  ['inTime', 'fixed-in-time'],
  ['late', 'fixed-late'],
  ['notFixed', 'not-fixed'],
] as const;

function UnitFigures({ shown }: { readonly shown: RemediationFigures }) {
  const say = useWords('remediation');
  const language = useLanguage();
  return (
    <Table caption={say('remediation:figures.caption')} cards>
      <thead>
        <tr>
          <th scope="col">{say('remediation:column.unit')}</th>
          <th scope="col" data-numeric>
            {say('remediation:figures.due')}
          </th>
          {COUNTS.map(([word]) => (
            <th scope="col" key={word} data-numeric>
              {say(`remediation:figures.${word}`)}
            </th>
          ))}
          <th scope="col" data-numeric>
            {say('remediation:figures.points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.units.map(({ unitId, unitName, due, counts, points, problem }) => (
          <tr key={unitId}>
            <th scope="row" data-name={say('remediation:column.unit')}>
              {unitName}
              {problem ? <p className="pw-fault">{problem}</p> : null}
            </th>
            <td data-name={say('remediation:figures.due')} data-numeric>
              {due}
            </td>
            {COUNTS.map(([word, key]) => (
              <td key={word} data-name={say(`remediation:figures.${word}`)} data-numeric>
                {counts[key]}
              </td>
            ))}
            <td data-name={say('remediation:figures.points')} data-numeric>
              {points === null ? say('remediation:figures.keeps') : showNumber(points, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
