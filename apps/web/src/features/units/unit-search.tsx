import { useEffect, useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CheckField, SelectField, TextField } from '../../ui/index.ts';
import { DayField } from './day-field.tsx';

const PAUSE = 350;

export interface UnitQuery {
  readonly q?: string | undefined;
  readonly block?: string | undefined;
  readonly asOf?: string | undefined;
  readonly standing?: boolean | undefined;
}

/** Searches a little after the last key, so that an input method's rewriting bursts count as one. */
export function UnitSearch(props: {
  readonly query: UnitQuery;
  readonly blocks: Answer<'listBlocks'>['items'];
  readonly onChange: (next: UnitQuery) => void;
}) {
  const say = useWords('units');
  const { onChange, query } = props;
  const [text, setText] = useState(query.q ?? '');
  useEffect(() => {
    if (text.trim() === (query.q ?? '')) return undefined;
    const timer = setTimeout(() => onChange({ ...query, q: text.trim() || undefined }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, query, onChange]);
  return (
    <div className="pw-stack" role="search">
      <div className="pw-form-row">
        <TextField
          label={say('units:search')}
          hint={say('units:searchHint')}
          type="search"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <SelectField
          label={say('units:block')}
          hint={say('units:blockHint')}
          value={query.block ?? ''}
          choices={[
            { value: '', label: say('units:allBlocks') },
            ...props.blocks.map((item) => ({ value: item.id, label: `${item.name} (${item.unitCount})` })),
          ]}
          onChange={(event) => onChange({ ...query, block: event.target.value || undefined })}
        />
        <DayField
          label={say('units:asOf')}
          hint={say('units:asOfHint')}
          value={query.asOf}
          onChange={(asOf) => onChange({ ...query, asOf })}
        />
      </div>
      <CheckField
        label={say('units:onlyStanding')}
        checked={query.standing ?? false}
        onChange={(event) => onChange({ ...query, standing: event.target.checked || undefined })}
      />
    </div>
  );
}
