import { readDate } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { TextField } from '../ui/index.ts';

/** Who conducted an imported survey, as typed. */
export interface SourceDraft {
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly size: string;
  readonly margin: string;
  readonly note: string;
}
export const EMPTY_SOURCE: SourceDraft = { by: '', from: '', to: '', size: '', margin: '', note: '' };

const sizeOf = (typed: string): string | undefined => {
  const text = typed.replace(/\s/g, '');
  return /^[1-9]\d{0,6}$/.test(text) ? text : undefined;
};
const marginOf = (typed: string): string | undefined => {
  const text = typed.trim().replace(',', '.');
  return /^\d{1,2}(\.\d{1,3})?$/.test(text) ? text : undefined;
};

/** What could be read of it; what is empty or cannot be read is left out. */
export function queryOf({ by, from, to, size, margin, note }: SourceDraft) {
  const given = {
    conductedBy: by.trim() || undefined,
    conductedFrom: readDate(from),
    conductedTo: readDate(to),
    sampleSize: sizeOf(size),
    margin: marginOf(margin),
    note: note.trim() || undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Asked before the file, because it goes into the result with the points. */
export function SurveySource(props: {
  readonly source: SourceDraft;
  readonly onChange: (source: SourceDraft) => void;
}) {
  const say = useWords('surveys');
  const { source, onChange } = props;
  const isWrong = (field: keyof SourceDraft): boolean => {
    const typed = source[field].trim();
    if (typed === '') return false;
    if (field === 'from' || field === 'to') return readDate(typed) === undefined;
    if (field === 'size') return sizeOf(typed) === undefined;
    return field === 'margin' && marginOf(typed) === undefined;
  };
  const faultOf = (field: keyof SourceDraft) =>
    isWrong(field)
      ? say(field === 'from' || field === 'to' ? 'surveys:source.dateFault' : 'surveys:source.numberFault')
      : null;
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('surveys:source.title')}</legend>
      <p className="pw-hint">{say('surveys:source.hint')}</p>
      {(['by', 'from', 'to', 'size', 'margin', 'note'] as const).map((field) => (
        <TextField
          key={field}
          label={say(`surveys:source.${field}`)}
          autoComplete="off"
          fault={faultOf(field)}
          value={source[field]}
          onChange={(event) => onChange({ ...source, [field]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}
