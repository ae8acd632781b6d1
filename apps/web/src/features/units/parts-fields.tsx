import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Button, SelectField } from '../../ui/index.ts';
import { type ChangeDraft, EMPTY_PART, type Faults, type PartDraft } from './change-draft.ts';
import { KnownField, ReceiverFields, ShareField } from './part-fields.tsx';
import { sumOfShares } from './share-text.ts';

/** The parts that a unit is split into, or that go to other units, with their sum as it is typed. */
export function PartsFields(props: {
  readonly draft: ChangeDraft;
  readonly faults: Faults;
  readonly asOf: string | undefined;
  readonly onChange: (change: Partial<ChangeDraft>) => void;
}) {
  const say = useWords('units');
  const language = useLanguage();
  const { draft, faults, asOf } = props;
  const { parts, kind } = draft;
  const least = kind === 'split' ? 2 : 1;
  const set = (at: number, part: PartDraft) =>
    props.onChange({ parts: parts.map((one, place) => (place === at ? part : one)) });
  const sum = showNumber(sumOfShares(parts.map(({ share }) => share)), language);
  return (
    <>
      {parts.map((part, at) => {
        const field = { part, at: `part.${at}`, faults, asOf, onChange: (next: PartDraft) => set(at, next) };
        return (
          <fieldset key={at} className="pw-stack pw-part">
            <legend className="pw-legend">{say('units:partNumber', { number: at + 1 })}</legend>
            {kind === 'split' ? <ReceiverFields {...field} /> : <KnownField {...field} />}
            <ShareField {...field} />
            {parts.length > least ? (
              <div className="pw-actions">
                <Button
                  look="quiet"
                  size="small"
                  onClick={() => props.onChange({ parts: parts.filter((_, place) => place !== at) })}
                >
                  {say('units:removePart', { number: at + 1 })}
                </Button>
              </div>
            ) : null}
          </fieldset>
        );
      })}
      <div className="pw-actions">
        <Button look="second" onClick={() => props.onChange({ parts: [...parts, EMPTY_PART] })}>
          {say('units:addPart')}
        </Button>
        <span role="status">{say(kind === 'split' ? 'units:sumSplit' : 'units:sumTransfer', { sum })}</span>
      </div>
      {kind === 'split' ? (
        <SelectField
          label={say('units:heir')}
          hint={say('units:heirHint')}
          value={String(Math.min(draft.heir, parts.length - 1))}
          choices={parts.map((part, at) => ({ value: String(at), label: nameOf(part, at, say) }))}
          onChange={(event) => props.onChange({ heir: Number(event.target.value) })}
        />
      ) : null}
    </>
  );
}

function nameOf({ is, known, fresh }: PartDraft, at: number, say: ReturnType<typeof useWords>): string {
  const name = is === 'known' ? known?.name : fresh.name.trim();
  const number = say('units:partNumber', { number: at + 1 });
  return name ? `${number}: ${name}` : number;
}
