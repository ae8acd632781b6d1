import { useState } from 'react';
import { readDate, showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, SelectField, TextField } from '../../ui/index.ts';
import { choiceOf, type Dates, datesOf, PERIOD_CHOICES, type PeriodChoice } from './period-choices.ts';

/** A named period, or any range of days. */
export function PeriodForm({
  dates,
  today,
  onChange,
}: {
  readonly dates: Dates;
  /** ISO day in Vietnam. */
  readonly today: string;
  readonly onChange: (dates: Dates) => void;
}) {
  const say = useWords('dossiers');
  const chosen = choiceOf(dates, today);
  const [own, setOwn] = useState(chosen === undefined);
  const choose = (value: string) => {
    setOwn(value === 'own');
    const period = datesOf(value as PeriodChoice, today);
    if (value !== 'own' && period) onChange(period);
  };
  const choices = PERIOD_CHOICES.filter((choice) => datesOf(choice, today) !== null);
  return (
    <div className="ds-period">
      <SelectField
        label={say('dossiers:period')}
        value={own ? 'own' : (chosen ?? 'own')}
        onChange={(event) => choose(event.target.value)}
        choices={[
          ...choices.map((value) => ({ value, label: say(`dossiers:period.${value}`) })),
          { value: 'own', label: say('dossiers:period.own') },
        ]}
      />
      {own ? <OwnPeriod key={`${dates.from}${dates.to}`} dates={dates} onChange={onChange} /> : null}
    </div>
  );
}

function OwnPeriod({
  dates,
  onChange,
}: {
  readonly dates: Dates;
  readonly onChange: (dates: Dates) => void;
}) {
  const say = useWords('dossiers');
  const [from, setFrom] = useState(showDate(dates.from));
  const [to, setTo] = useState(showDate(dates.to));
  const [tried, setTried] = useState(false);
  const read = { from: readDate(from), to: readDate(to) };
  const submit = () => {
    setTried(true);
    if (read.from !== undefined && read.to !== undefined) onChange({ from: read.from, to: read.to });
  };
  const fault = (value: string | undefined) =>
    tried && value === undefined ? say('dossiers:dateFault') : null;
  return (
    <form
      className="ds-period"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={say('dossiers:from')}
        hint={say('dossiers:dateHint')}
        fault={fault(read.from)}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label={say('dossiers:to')}
        hint={say('dossiers:dateHint')}
        fault={fault(read.to)}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" look="second">
        {say('dossiers:show')}
      </Button>
    </form>
  );
}
