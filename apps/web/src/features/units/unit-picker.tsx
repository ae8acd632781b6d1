import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextField } from '../../ui/index.ts';
import type { Picked } from './change-draft.ts';

const PAUSE = 350;
const SHOWN = 8;

/** Finds units by a search and keeps those chosen; one, or several with `many`. */
export function UnitPicker(props: {
  readonly label: string;
  readonly hint?: string;
  readonly chosen: readonly Picked[];
  readonly many?: boolean;
  /** Day on which a unit must exist to be found; undefined: today. */
  readonly asOf: string | undefined;
  readonly fault?: string | null;
  readonly onChange: (chosen: readonly Picked[]) => void;
}) {
  const say = useWords('units');
  const { chosen, many = false } = props;
  const done = !many && chosen.length > 0;
  return (
    <div className="pw-stack">
      {chosen.length > 0 ? (
        <div className="pw-field">
          <span className="pw-legend">{props.label}</span>
          <ul className="pw-picked">
            {chosen.map((unit) => (
              <li key={unit.id}>
                <span>
                  {unit.name} <span className="pw-code">{unit.code}</span>
                </span>
                <Button
                  look="quiet"
                  size="small"
                  aria-label={`${say(many ? 'units:remove' : 'units:another')}: ${unit.name}`}
                  onClick={() => props.onChange(chosen.filter(({ id }) => id !== unit.id))}
                >
                  {say(many ? 'units:remove' : 'units:another')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {done ? null : (
        <Finder
          label={chosen.length > 0 ? say('units:addMore') : props.label}
          hint={props.hint}
          fault={props.fault ?? null}
          asOf={props.asOf}
          without={chosen}
          onPick={(unit) => props.onChange([...chosen, unit])}
        />
      )}
    </div>
  );
}

function Finder(props: {
  readonly label: string;
  readonly hint: string | undefined;
  readonly fault: string | null;
  readonly asOf: string | undefined;
  readonly without: readonly Picked[];
  readonly onPick: (unit: Picked) => void;
}) {
  const say = useWords('units');
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const units = useQuery({
    queryKey: ['unit-choices', q, props.asOf ?? ''],
    enabled: q !== '',
    queryFn: ({ signal }) =>
      call('listUnits', { query: { q, asOf: props.asOf, standing: 'true', limit: SHOWN }, signal }),
    placeholderData: (before) => before,
  });
  const taken = new Set(props.without.map(({ id }) => id));
  const found = (units.data?.items ?? []).filter(({ id }) => !taken.has(id));
  const pick = (unit: Picked) => {
    setText('');
    setQ('');
    props.onPick(unit);
  };
  return (
    <>
      <TextField
        label={props.label}
        hint={props.hint ?? say('units:searchHint')}
        fault={props.fault}
        type="search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {q !== '' && units.isError ? <Failure error={units.error} again={() => void units.refetch()} /> : null}
      {q !== '' && units.data ? (
        <div role="status">
          {found.length === 0 ? (
            <p className="pw-hint">{say('units:noMatchPick')}</p>
          ) : (
            <ul className="pw-picked">
              {found.map(({ id, name, code, kind, blocks, path }) => (
                <li key={id}>
                  <span>
                    {name} <span className="pw-code">{code}</span>
                    {path.length > 0 ? (
                      <span className="pw-hint"> {path.map((above) => above.name).join(' › ')}</span>
                    ) : null}
                  </span>
                  <Button
                    look="second"
                    size="small"
                    aria-label={say('units:pickNamed', { name })}
                    onClick={() => pick({ id, name, code, like: { kind, blocks, parent: parentOf(path) } })}
                  >
                    {say('units:pick')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      ) : null}
    </>
  );
}

/** The unit directly above, the last one of the path. */
export function parentOf(path: readonly { readonly id: string; readonly name: string }[]): Picked | null {
  const above = path.at(-1);
  return above ? { ...above, code: null } : null;
}
