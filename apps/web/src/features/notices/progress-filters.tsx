import { PROGRESS_SORTS, type ProgressSort } from '@parix/api-contract';
import { CARD_STATES, type CardState, type Forecast, FORECASTS } from '@parix/workflow';
import { useWords } from '../../i18n/use-words.ts';
import { SelectField, TextField } from '../../ui/index.ts';

export interface ProgressFilter {
  readonly state: CardState | undefined;
  readonly forecast: Forecast | undefined;
  readonly sort: ProgressSort;
}

/** What the board shows and in which order. */
export function ProgressFilters({
  filter,
  onFilter,
  text,
  onText,
}: {
  readonly filter: ProgressFilter;
  readonly onFilter: (change: Partial<ProgressFilter>) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const say = useWords('notices');
  const all = { value: '', label: say('notices:progress.all') };
  const found = <T extends string>(choices: readonly T[], value: string): T | undefined =>
    choices.find((choice) => choice === value);
  return (
    <div className="pw-form-row" role="search">
      <TextField
        type="search"
        label={say('notices:progress.search')}
        hint={say('notices:progress.searchHint')}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <SelectField
        label={say('notices:progress.state')}
        value={filter.state ?? ''}
        choices={[
          all,
          ...CARD_STATES.map((state) => ({ value: state, label: say(`notices:state.${state}`) })),
        ]}
        onChange={(event) => onFilter({ state: found(CARD_STATES, event.target.value) })}
      />
      <SelectField
        label={say('notices:progress.forecast')}
        value={filter.forecast ?? ''}
        choices={[all, ...FORECASTS.map((one) => ({ value: one, label: say(`notices:forecast.${one}`) }))]}
        onChange={(event) => onFilter({ forecast: found(FORECASTS, event.target.value) })}
      />
      <SelectField
        label={say('notices:progress.sort')}
        value={filter.sort}
        choices={PROGRESS_SORTS.map((sort) => ({ value: sort, label: say(`notices:sort.${sort}`) }))}
        onChange={(event) => onFilter({ sort: found(PROGRESS_SORTS, event.target.value) ?? 'name' })}
      />
    </div>
  );
}
