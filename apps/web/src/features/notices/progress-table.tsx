import type { ProgressSort, UnitProgress } from '@parix/api-contract';
import type { Forecast } from '@parix/workflow';
import { Link } from '@tanstack/react-router';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Ruler, Table, Tag, type TagTone } from '../../ui/index.ts';
import { ChaseButton } from './chase-button.tsx';

const HEADS = ['unit', 'state', 'filled', 'activity', 'people', 'deadline', 'forecast', 'notice'] as const;
/** The column that an order is about, for screen readers. */
const SORTED: Readonly<Record<ProgressSort, (typeof HEADS)[number]>> = {
  name: 'unit',
  missing: 'filled',
  ready: 'filled',
  'last-activity': 'activity',
  deadline: 'deadline',
  forecast: 'forecast',
};

interface TableProps {
  readonly roundId: string;
  readonly rows: readonly UnitProgress[];
  readonly sort: ProgressSort;
  /** Units chosen for chasing; null: the person may not chase. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

export function ProgressTable({ roundId, rows, sort, chosen, onChoose }: TableProps) {
  const say = useWords('notices');
  const all = chosen !== null && rows.length > 0 && rows.every(({ unitId }) => chosen.has(unitId));
  return (
    <Table caption={say('notices:progress.caption', { number: rows.length })} cards>
      <thead>
        <tr>
          {chosen === null ? null : (
            <th scope="col">
              <input
                type="checkbox"
                className="pw-tick"
                aria-label={say('notices:chase.all')}
                checked={all}
                onChange={() => onChoose(all ? new Set() : new Set(rows.map(({ unitId }) => unitId)))}
              />
            </th>
          )}
          {HEADS.map((head) => (
            <th
              scope="col"
              key={head}
              aria-sort={
                SORTED[sort] === head ? (sort === 'missing' ? 'descending' : 'ascending') : undefined
              }
            >
              {say(`notices:column.${head}`)}
            </th>
          ))}
          {chosen === null ? null : <th scope="col">{say('notices:chase.column')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ProgressRow key={row.unitId} roundId={roundId} row={row} chosen={chosen} onChoose={onChoose} />
        ))}
      </tbody>
    </Table>
  );
}

function ProgressRow({
  roundId,
  row,
  chosen,
  onChoose,
}: Omit<TableProps, 'rows' | 'sort'> & { readonly row: UnitProgress }) {
  const say = useWords('notices');
  const { unitId, unitName, state, filled, items, ready } = row;
  const toggle = (): void => {
    const next = new Set(chosen);
    if (!next.delete(unitId)) next.add(unitId);
    onChoose(next);
  };
  return (
    <tr>
      {chosen === null ? null : (
        <td data-name={say('notices:chase.choose')}>
          <input
            type="checkbox"
            className="pw-tick"
            aria-label={say('notices:chase.chooseOf', { unit: unitName })}
            checked={chosen.has(unitId)}
            onChange={toggle}
          />
        </td>
      )}
      <th scope="row" data-name={say('notices:column.unit')}>
        <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId, unitId }}>
          {unitName}
        </Link>
      </th>
      <td data-name={say('notices:column.state')}>
        <span>
          <Tag tone={state === 'submitted' ? 'good' : state === 'not-submitted' ? 'bad' : 'plain'}>
            {say(`notices:state.${state}`)}
          </Tag>
        </span>
      </td>
      <td data-name={say('notices:column.filled')}>
        <span>
          {`${filled} / ${items}`}
          <Ruler share={items === 0 ? 0 : filled / items} />
          {ready > 0 ? <small className="pw-soft">{say('notices:progress.ready', { ready })}</small> : null}
        </span>
      </td>
      <td data-name={say('notices:column.activity')}>
        {row.lastActivityAt === null ? '–' : showInstant(row.lastActivityAt)}
      </td>
      <td data-name={say('notices:column.people')}>
        <People row={row} />
      </td>
      <td data-name={say('notices:column.deadline')}>
        <span>
          {row.closesAt === null ? '–' : showInstant(row.closesAt)}
          {row.extended ? <small className="pw-soft"> ({say('notices:progress.extended')})</small> : null}
        </span>
      </td>
      <td data-name={say('notices:column.forecast')}>
        <Prediction row={row} />
      </td>
      <td data-name={say('notices:column.notice')}>
        <LastNotice row={row} />
      </td>
      {chosen === null ? null : (
        <td data-name={say('notices:chase.column')}>
          {state === 'submitted' ? '–' : <ChaseButton roundId={roundId} row={row} />}
        </td>
      )}
    </tr>
  );
}

const SHOWN = 3;

function People({ row: { people, assigned, items } }: { readonly row: UnitProgress }) {
  const say = useWords('notices');
  if (people.length === 0) return <span>{say('notices:progress.nobody')}</span>;
  const more = people.length - SHOWN;
  return (
    <span>
      {people.slice(0, SHOWN).join(', ')}
      {more > 0 ? ` ${say('notices:progress.morePeople', { number: more })}` : ''}
      {assigned < items ? (
        <small className="pw-soft">
          {' '}
          · {say('notices:progress.unassigned', { number: items - assigned })}
        </small>
      ) : null}
    </span>
  );
}

const TONES: Readonly<Record<Forecast, TagTone>> = {
  done: 'good',
  'on-track': 'good',
  'at-risk': 'warning',
  missed: 'bad',
  'no-deadline': 'plain',
};

function Prediction({ row: { forecast, daysNeeded, begun } }: { readonly row: UnitProgress }) {
  const say = useWords('notices');
  const open = forecast === 'at-risk' || forecast === 'on-track';
  return (
    <span>
      <Tag tone={TONES[forecast]}>{say(`notices:forecast.${forecast}`)}</Tag>
      {open && daysNeeded !== 0 ? (
        <small className="pw-soft">
          {' '}
          {daysNeeded === null
            ? say('notices:progress.nothingMoves')
            : say('notices:progress.needs', { days: daysNeeded, begun })}
        </small>
      ) : null}
    </span>
  );
}

function LastNotice({ row: { lastNotice } }: { readonly row: UnitProgress }) {
  const say = useWords('notices');
  if (lastNotice === null) return <span>–</span>;
  const { kind, at, told, seen } = lastNotice;
  return (
    <span>
      {say(`notices:kind.${kind}`)}, {showInstant(at)}
      <small className="pw-soft"> · {say('notices:progress.seen', { seen, told })}</small>
    </span>
  );
}
