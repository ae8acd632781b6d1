import type { ProceedingsValue } from '@parix/api-contract';
import { useState } from 'react';
import { instantForField, instantOfField, readDate, showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Section, TextArea, TextField } from '../../ui/index.ts';
import { Conflict } from './field-conflict.tsx';
import { type Change, nowText } from './field-change.ts';
import { keyOf, type LocalVisit, proceedingsOf, writeLocal } from './local-visit.ts';

/** How the visit went: hours, who was there, the general view, what is asked, what the unit says. */
export function FieldProceedings({ local, change }: { readonly local: LocalVisit; readonly change: Change }) {
  const say = useWords('inspections');
  const value = proceedingsOf(local);
  const { id } = local.visit;
  const thing = local.things[keyOf('proceedings', id)];
  const write = (part: Partial<ProceedingsValue>) =>
    change((now) => writeLocal(now, 'proceedings', id, { ...proceedingsOf(now), ...part }, nowText()));
  return (
    <Section title={say('inspections:proceedings')}>
      {thing ? <Conflict thing={thing} change={change} /> : null}
      <div className="pw-form-row">
        {(['startedAt', 'endedAt'] as const).map((field) => (
          <TypedField
            key={field}
            label={say(`inspections:${field}`)}
            hint={say('inspections:timeHint')}
            shown={instantForField(value[field])}
            read={instantOfField}
            onRead={(read) => write({ [field]: read })}
          />
        ))}
      </div>
      <TextArea
        label={say('inspections:unitSide')}
        hint={say('inspections:unitSideHint')}
        value={sideForField(value.unitSide)}
        onChange={(event) => write({ unitSide: sideOfField(event.target.value) })}
      />
      {(['general', 'requests', 'unitOpinion'] as const).map((field) => (
        <TextArea
          key={field}
          label={say(`inspections:${field}`)}
          maxLength={10_000}
          value={value[field]}
          onChange={(event) => write({ [field]: event.target.value })}
        />
      ))}
      <TypedField
        label={say('inspections:remedyBy')}
        hint={say('inspections:dayHint')}
        shown={value.remedyBy === null ? '' : showDate(value.remedyBy)}
        read={(typed) => (typed.trim() === '' ? null : readDate(typed))}
        onRead={(remedyBy) => write({ remedyBy })}
      />
    </Section>
  );
}

/** Text that stands for a time or a day: kept as typed until it can be read; undefined: it cannot. */
function TypedField(props: {
  readonly label: string;
  readonly hint: string;
  readonly shown: string;
  readonly read: (typed: string) => string | null | undefined;
  readonly onRead: (value: string | null) => void;
}) {
  const say = useWords('inspections');
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && props.read(typed) === undefined;
  return (
    <TextField
      label={props.label}
      hint={props.hint}
      autoComplete="off"
      fault={wrong ? say('inspections:notRead') : null}
      value={typed ?? props.shown}
      onChange={(event) => {
        setTyped(event.target.value);
        const read = props.read(event.target.value);
        if (read !== undefined) props.onRead(read);
      }}
      onBlur={() => setTyped((text) => (text !== null && props.read(text) === undefined ? text : null))}
    />
  );
}

type Side = ProceedingsValue['unitSide'];
/** One person a line: "Nguyễn Bá Hà; Phó Chủ tịch UBND". */
const sideForField = (side: Side): string =>
  side.map(({ name, capacity }) => (capacity === '' ? name : `${name};${capacity}`)).join('\n');
const sideOfField = (typed: string): Side =>
  typed
    .split('\n')
    .slice(0, 50)
    .map((line) => {
      const [name = '', ...rest] = line.split(';');
      return { name, capacity: rest.join(';') };
    });
