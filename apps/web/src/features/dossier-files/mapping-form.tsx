import {
  DATE_FORMATS,
  DOSSIER_FIELDS,
  type DossierFilePreview,
  type SentMapping,
  TIME_UNITS,
} from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Notice, SelectField, Table, TextField } from '../../ui/index.ts';
import { NOTHING, OPEN, VALUES, withColumn, withWord, wordChoice } from './mapping-draft.ts';

interface FormProps {
  readonly seen: DossierFilePreview;
  readonly mapping: SentMapping;
  readonly onChange: (mapping: SentMapping) => void;
}

/** Columns by field, order of dates, and the meaning of words that nobody has told yet. */
export function MappingForm(props: FormProps) {
  const say = useWords('dossier-files');
  const { seen, mapping, onChange } = props;
  return (
    <>
      <ColumnTable {...props} />
      {mapping.columns.unit === undefined ? (
        <TextField
          label={say('dossier-files:map.unit')}
          hint={say('dossier-files:map.unitHint')}
          autoComplete="off"
          maxLength={64}
          value={mapping.unit ?? ''}
          onChange={(event) => onChange({ ...mapping, unit: event.target.value.trim() || null })}
        />
      ) : null}
      <SelectField
        label={say('dossier-files:map.dates')}
        choices={DATE_FORMATS.map((value) => ({ value, label: say(`dossier-files:dates.${value}`) }))}
        value={mapping.dates}
        onChange={(event) => {
          const dates = DATE_FORMATS.find((each) => each === event.target.value);
          if (dates) onChange({ ...mapping, dates });
        }}
      />
      {seen.datesSure ? null : <Notice tone="warning">{say('dossier-files:map.datesUnsure')}</Notice>}
      {mapping.columns.paused === undefined ? null : (
        <SelectField
          label={say('dossier-files:map.pausedIn')}
          choices={TIME_UNITS.map((value) => ({ value, label: say(`dossier-files:pausedIn.${value}`) }))}
          value={mapping.pausedIn}
          onChange={(event) => {
            const pausedIn = TIME_UNITS.find((each) => each === event.target.value);
            if (pausedIn) onChange({ ...mapping, pausedIn });
          }}
        />
      )}
      {seen.unknownWords.length > 0 ? <WordFields {...props} /> : null}
    </>
  );
}

function ColumnTable({ seen, mapping, onChange }: FormProps) {
  const say = useWords('dossier-files');
  const names = [...new Set(seen.header)].filter((name) => name !== '');
  const choices = [
    { value: '', label: say('dossier-files:map.noColumn') },
    ...names.map((name) => ({ value: name, label: name })),
  ];
  return (
    <Table caption={say('dossier-files:map.columns')}>
      <thead>
        <tr>
          <th scope="col">{say('dossier-files:map.field')}</th>
          <th scope="col">{say('dossier-files:map.header')}</th>
        </tr>
      </thead>
      <tbody>
        {DOSSIER_FIELDS.map((field) => (
          <tr key={field}>
            <th scope="row">{say(`dossier-files:field.${field}`)}</th>
            <td>
              <SelectField
                hideLabel
                label={say('dossier-files:map.columnOf', { field: say(`dossier-files:field.${field}`) })}
                choices={choices}
                value={mapping.columns[field] ?? ''}
                onChange={(event) => onChange(withColumn(mapping, field, event.target.value))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function WordFields({ seen, mapping, onChange }: FormProps) {
  const say = useWords('dossier-files');
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('dossier-files:map.words')}</legend>
      <p className="pw-hint">{say('dossier-files:map.wordsLead')}</p>
      {seen.unknownWords.map(({ field, word, rows }) => (
        <SelectField
          key={`${field} ${word}`}
          label={say('dossier-files:map.wordOf', {
            field: say(`dossier-files:field.${field}`),
            word,
            rows,
          })}
          choices={[
            { value: OPEN, label: say('dossier-files:map.wordOpen') },
            ...VALUES[field].map(({ value, label }) => ({ value, label: say(label) })),
            { value: NOTHING, label: say('dossier-files:map.wordNothing') },
          ]}
          value={wordChoice(mapping, field, word)}
          onChange={(event) => onChange(withWord(mapping, field, word, event.target.value))}
        />
      ))}
    </fieldset>
  );
}
