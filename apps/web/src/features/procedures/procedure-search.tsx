import { useEffect, useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { readDate, showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SelectField, TextField } from '../../ui/index.ts';

const PAUSE = 350;

export interface ProcedureQuery {
  readonly q?: string | undefined;
  readonly sector?: string | undefined;
  readonly on?: string | undefined;
}

/** Searches a little after the last key, so that an input method's rewriting bursts count as one. */
export function ProcedureSearch(props: {
  readonly query: ProcedureQuery;
  readonly sectors: Answer<'listProcedureSectors'>['items'];
  readonly onChange: (next: ProcedureQuery) => void;
}) {
  const say = useWords('procedures');
  const { onChange, query } = props;
  const [text, setText] = useState(query.q ?? '');
  const [day, setDay] = useState(query.on === undefined ? '' : showDate(query.on));
  useEffect(() => {
    if (text.trim() === (query.q ?? '')) return undefined;
    const timer = setTimeout(() => onChange({ ...query, q: text.trim() || undefined }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, query, onChange]);
  const read = day.trim() === '' ? undefined : readDate(day);
  const wrong = day.trim() !== '' && read === undefined;
  const takeDay = () => {
    if (!wrong && read !== query.on) onChange({ ...query, on: read });
  };
  return (
    <div className="pw-form-row" role="search">
      <TextField
        label={say('procedures:search')}
        hint={say('procedures:searchHint')}
        type="search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SelectField
        label={say('procedures:column.sector')}
        hint={say('procedures:sectorHint')}
        value={query.sector ?? ''}
        choices={[
          { value: '', label: say('procedures:allSectors') },
          ...props.sectors.map(({ sector, procedures }) => ({
            value: sector,
            label: `${sector} (${procedures})`,
          })),
        ]}
        onChange={(event) => onChange({ ...query, sector: event.target.value || undefined })}
      />
      <TextField
        label={say('procedures:on')}
        hint={say('procedures:onHint')}
        fault={wrong ? say('common:fault.not-a-date') : null}
        inputMode="numeric"
        autoComplete="off"
        value={day}
        onChange={(event) => setDay(event.target.value)}
        onBlur={takeDay}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) takeDay();
        }}
      />
    </div>
  );
}
