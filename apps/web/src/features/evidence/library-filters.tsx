import { EVIDENCE_KINDS } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { CheckField, SelectField, TextField } from '../../ui/index.ts';
import type { LibraryFilter } from '../../evidence-parts/evidence-query.ts';

const EARLIEST = 1990;
const LATEST = 2200;

/** What the list shows: words in fields and text, kind, year of the document, hidden ones too. */
export function LibraryFilters(props: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly filter: Omit<LibraryFilter, 'q'>;
  readonly onFilter: (change: Partial<Omit<LibraryFilter, 'q'>>) => void;
}) {
  const say = useWords('evidence');
  const { filter, onFilter } = props;
  return (
    <div className="pw-stack" role="search" aria-label={say('evidence:search')}>
      <div className="pw-form-row">
        <TextField
          type="search"
          label={say('evidence:search')}
          hint={say('evidence:searchHint')}
          maxLength={200}
          value={props.text}
          onChange={(event) => props.onText(event.target.value)}
        />
        <SelectField
          label={say('evidence:field.kind')}
          value={filter.kind ?? ''}
          choices={[
            { value: '', label: say('evidence:allKinds') },
            ...EVIDENCE_KINDS.map((kind) => ({ value: kind, label: say(`evidence:kind.${kind}`) })),
          ]}
          onChange={(event) => onFilter({ kind: EVIDENCE_KINDS.find((kind) => kind === event.target.value) })}
        />
        <YearField year={filter.year} onYear={(year) => onFilter({ year })} />
      </div>
      <CheckField
        label={say('evidence:showHidden')}
        checked={filter.hidden}
        onChange={(event) => onFilter({ hidden: event.target.checked })}
      />
    </div>
  );
}

/** A year counts once it is whole: what stands half-typed filters nothing. */
function YearField(props: {
  readonly year: number | undefined;
  readonly onYear: (year: number | undefined) => void;
}) {
  const say = useWords('evidence');
  return (
    <TextField
      label={say('evidence:year')}
      hint={say('evidence:yearHint')}
      inputMode="numeric"
      maxLength={4}
      defaultValue={props.year ?? ''}
      onChange={(event) => {
        const year = /^\d{4}$/.test(event.target.value.trim()) ? Number(event.target.value) : undefined;
        props.onYear(year !== undefined && year >= EARLIEST && year <= LATEST ? year : undefined);
      }}
    />
  );
}
