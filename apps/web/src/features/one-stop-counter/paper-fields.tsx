import { useWords } from '../../i18n/use-words.ts';
import { TextArea, TextField } from '../../ui/index.ts';
import type { PaperWords } from './applicant-memory.ts';
import type { PaperKind } from './paper-kinds.ts';

const FIELDS = {
  receipt: ['name', 'address', 'phone', 'papers'],
  supplement: ['name', 'address', 'phone', 'needed', 'neededWhy'],
  apology: ['name', 'lateWhy'],
} as const satisfies Readonly<Record<PaperKind, readonly (keyof PaperWords)[]>>;
const LONG: ReadonlySet<keyof PaperWords> = new Set(['papers', 'needed', 'neededWhy', 'lateWhy']);

/** What is typed for the paper alone, and says so. */
export function PaperFields({
  kind,
  words,
  onChange,
}: {
  readonly kind: PaperKind;
  readonly words: PaperWords;
  readonly onChange: (change: Partial<PaperWords>) => void;
}) {
  const say = useWords('one-stop-counter');
  return (
    <fieldset className="pw-stack oc-fields">
      <legend className="pw-legend">{say('one-stop-counter:print.legend')}</legend>
      <p className="pw-soft">{say('one-stop-counter:print.private')}</p>
      {FIELDS[kind].map((field) => {
        const common = {
          label: say(`one-stop-counter:print.${field}`),
          value: words[field],
          autoComplete: 'off',
          maxLength: LONG.has(field) ? 2000 : 200,
        };
        return LONG.has(field) ? (
          <TextArea
            key={field}
            {...common}
            rows={3}
            hint={
              field === 'papers' || field === 'needed' ? say('one-stop-counter:print.onePerLine') : undefined
            }
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        ) : (
          <TextField
            key={field}
            {...common}
            type={field === 'phone' ? 'tel' : 'text'}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        );
      })}
    </fieldset>
  );
}
