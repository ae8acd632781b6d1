import { useQuery } from '@tanstack/react-query';
import { unitKindsQuery } from '../../api/queries.ts';
import type { AppraisalRow } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Button, SelectField } from '../../ui/index.ts';
import { filterRows, ROW_FILTERS, type RowFilter } from './row-filter.ts';

/** Which rows are shown, and which of them are chosen for one decision. */
export function RowFilters(props: {
  readonly rows: readonly AppraisalRow[];
  readonly filter: RowFilter;
  readonly kind: string;
  readonly marked: number;
  readonly onFilter: (filter: RowFilter) => void;
  readonly onKind: (kind: string) => void;
  readonly onMark: () => void;
  readonly onUnmark: () => void;
}) {
  const say = useWords('appraisal');
  const { rows, filter, kind, marked } = props;
  const known = useQuery(unitKindsQuery);
  const nameOf = (wanted: string): string =>
    known.data?.items.find(({ id }) => id === wanted)?.name ?? wanted;
  const kinds = [...new Set(rows.map(({ unitKind }) => unitKind))].sort();
  return (
    <div className="pw-form-row">
      <SelectField
        label={say('appraisal:rowFilter')}
        value={filter}
        choices={ROW_FILTERS.map((value) => ({
          value,
          label: say(`appraisal:rowFilter.${value}`, { number: filterRows(rows, value, kind).length }),
        }))}
        onChange={(event) => props.onFilter(ROW_FILTERS.find((each) => each === event.target.value) ?? 'all')}
      />
      {kinds.length > 1 ? (
        <SelectField
          label={say('appraisal:kind')}
          value={kind}
          choices={[
            { value: '', label: say('appraisal:everyKind') },
            ...kinds.map((value) => ({ value, label: nameOf(value) })),
          ]}
          onChange={(event) => props.onKind(event.target.value)}
        />
      ) : null}
      {rows.some(({ editable }) => editable) ? (
        <div className="pw-actions">
          <Button look="quiet" size="small" onClick={props.onMark}>
            {say('appraisal:markAll')}
          </Button>
          {marked > 0 ? (
            <Button look="quiet" size="small" onClick={props.onUnmark}>
              {say('appraisal:unmark', { number: marked })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
