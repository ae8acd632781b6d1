import type { CalendarYear } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { readDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, SelectField, TextField } from '../../ui/index.ts';

const EMPTY = { date: '', reason: '', issuer: '', number: '', documentDate: '' };

/** A day on which this authority differs from the country: closed by a storm, open for a campaign. */
export function ExceptionForm(props: { readonly calendar: CalendarYear; readonly onDone: () => void }) {
  const say = useWords('working-calendar');
  const queries = useQueryClient();
  const { calendar } = props;
  const [typed, setTyped] = useState(EMPTY);
  const [works, setWorks] = useState(false);
  const [asked, setAsked] = useState(false);
  const date = readDate(typed.date);
  const documentDate = readDate(typed.documentDate);
  const inYear = date?.startsWith(`${calendar.year}-`) === true;
  const texts = [typed.reason, typed.issuer, typed.number];
  const complete = inYear && documentDate !== undefined && texts.every((text) => text.trim() !== '');
  const save = useMutation({
    mutationFn: () =>
      call('addLocalException', {
        params: { year: String(calendar.year) },
        body: {
          works,
          date: date ?? '',
          documentDate: documentDate ?? '',
          reason: typed.reason.trim(),
          issuer: typed.issuer.trim(),
          number: typed.number.trim(),
        },
        ifMatch: calendar.sequence,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      props.onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (complete && !save.isPending) save.mutate();
  };
  const field = (name: keyof typeof EMPTY, fault: string | null, more: object = {}) => (
    <TextField
      {...more}
      label={say(`working-calendar:field.${name}`)}
      fault={asked ? fault : null}
      maxLength={name === 'reason' ? 500 : name === 'issuer' ? 300 : 100}
      autoComplete="off"
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
    />
  );
  const missing = (text: string) => (text.trim() === '' ? say('working-calendar:missing') : null);
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      <p>{say('working-calendar:exceptionText')}</p>
      {field(
        'date',
        date === undefined
          ? say('common:fault.not-a-date')
          : inYear
            ? null
            : say('working-calendar:otherYear', { year: calendar.year }),
        { hint: say('working-calendar:dateHint'), inputMode: 'numeric' },
      )}
      <SelectField
        label={say('working-calendar:column.works')}
        value={works ? 'works' : 'off'}
        choices={(['off', 'works'] as const).map((value) => ({
          value,
          label: say(`working-calendar:${value}`),
        }))}
        onChange={(event) => setWorks(event.target.value === 'works')}
      />
      {field('reason', missing(typed.reason))}
      {field('issuer', missing(typed.issuer))}
      {field('number', missing(typed.number))}
      {field('documentDate', documentDate === undefined ? say('common:fault.not-a-date') : null, {
        hint: say('working-calendar:dateHint'),
        inputMode: 'numeric',
      })}
      <p className="pw-hint">{say('working-calendar:follows')}</p>
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('working-calendar:saving')}>
          {say('working-calendar:save')}
        </Button>
        <Button look="second" onClick={props.onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
