import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/index.ts';
import type { SurveyDraft, SurveyFault } from './survey-dates.ts';

/** Name and dates of a survey round. */
export function SurveyFields(props: {
  readonly draft: SurveyDraft;
  readonly faults: ReadonlySet<SurveyFault>;
  readonly onChange: (change: Partial<SurveyDraft>) => void;
}) {
  const say = useWords('surveys');
  const { draft, faults, onChange } = props;
  return (
    <>
      <TextField
        label={say('surveys:name')}
        fault={faults.has('title') ? say('surveys:nameFault') : null}
        value={draft.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      {(['opens', 'closes'] as const).map((field) => (
        <TextField
          key={field}
          label={say(`surveys:${field}`)}
          hint={say(`surveys:${field}Hint`)}
          autoComplete="off"
          fault={faults.has(field) ? say('surveys:dateFault') : null}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      ))}
    </>
  );
}
