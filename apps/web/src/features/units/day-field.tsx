import { useState } from 'react';
import { readDate, showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/index.ts';

/** A day, typed day first and taken when the field is left or Enter is pressed; empty for none. */
export function DayField(props: {
  readonly label: string;
  readonly hint: string;
  /** 'YYYY-MM-DD'; undefined for none. */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}) {
  const say = useWords();
  const shown = props.value === undefined ? '' : showDate(props.value);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const take = () => {
    if (typed === null) return;
    const day = typed.trim() === '' ? undefined : readDate(typed);
    const unreadable = typed.trim() !== '' && day === undefined;
    setWrong(unreadable);
    if (unreadable) return;
    setTyped(null);
    if (day !== props.value) props.onChange(day);
  };
  return (
    <TextField
      label={props.label}
      hint={props.hint}
      fault={wrong ? say('common:fault.not-a-date') : null}
      autoComplete="off"
      inputMode="numeric"
      value={typed ?? shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) take();
      }}
    />
  );
}
