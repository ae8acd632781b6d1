import type { DossierStatistics } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Button, Empty, Table } from '../../ui/index.ts';
import { showFigure, unitOf } from './show-figure.ts';

export const COLUMNS = [
  { id: 'one-stop.to-process', word: 'dossiers:column.toProcess' },
  { id: 'one-stop.settled', word: 'dossiers:column.settled' },
  { id: 'one-stop.settled-late', word: 'dossiers:column.settledLate' },
  { id: 'one-stop.open', word: 'dossiers:column.open' },
  { id: 'one-stop.open-overdue', word: 'dossiers:column.overdue' },
  { id: 'one-stop.on-time-ratio@gia-lai', word: 'dossiers:column.onTimeGiaLai' },
  { id: 'one-stop.on-time-ratio@qd766', word: 'dossiers:column.onTime766' },
  { id: 'one-stop.online-share', word: 'dossiers:column.online' },
] as const;
/** More only when asked for: on a phone each row is a card. */
const FIRST_ROWS = 20;
export type SortBy = 'name' | (typeof COLUMNS)[number]['id'];

export interface TableOrder {
  readonly sort: SortBy;
  readonly order: 'asc' | 'desc';
}

/** Units or procedures side by side; a press on a column's name puts the highest first, another the lowest. */
export function FiguresTable({
  statistics,
  by,
  order,
  dates,
  onOrder,
}: {
  readonly statistics: DossierStatistics;
  readonly by: 'unit' | 'procedure';
  readonly order: TableOrder;
  readonly dates: { readonly from: string; readonly to: string };
  readonly onOrder: (order: TableOrder) => void;
}) {
  const say = useWords('dossiers');
  const language = useLanguage();
  const { rows, rowsInAll } = statistics;
  const [most, setMost] = useState(FIRST_ROWS);
  const shown = rows.slice(0, most);
  if (rows.length === 0)
    return <Empty title={say('dossiers:rows.none')}>{say('dossiers:rows.noneNext')}</Empty>;
  const first = say(by === 'unit' ? 'dossiers:column.unit' : 'dossiers:column.procedure');
  const caption = say('dossiers:rows.caption', { shown: shown.length, all: rowsInAll });
  return (
    <>
      <Table caption={caption} cards>
        <thead>
          <tr>
            <Head label={first} id="name" order={order} onOrder={onOrder} />
            {COLUMNS.map(({ id, word }) => (
              <Head key={id} label={say(word)} id={id} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key ?? ''}>
              <th scope="row" data-name={first}>
                {by === 'unit' && row.key !== null ? (
                  <Link to="/dossiers" search={{ ...dates, unit: row.key }}>
                    {row.name}
                  </Link>
                ) : (
                  <span>
                    {row.key === null ? say('dossiers:noProcedure') : row.name}{' '}
                    {row.key !== null && row.key !== row.name ? (
                      <span className="pw-small">{row.key}</span>
                    ) : null}
                  </span>
                )}
              </th>
              {COLUMNS.map(({ id, word }) => (
                <td key={id} className="pw-number" data-name={say(word)}>
                  {showFigure(row.figures[id], unitOf(id), language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > most ? (
        <div className="pw-actions">
          <Button look="second" onClick={() => setMost(rows.length)}>
            {say('dossiers:rows.more', { number: rows.length - most })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Head({
  label,
  id,
  order,
  onOrder,
}: {
  readonly label: string;
  readonly id: SortBy;
  readonly order: TableOrder;
  readonly onOrder: (order: TableOrder) => void;
}) {
  const active = order.sort === id;
  const first = id === 'name' ? 'asc' : 'desc';
  const next = active && order.order === first ? (first === 'asc' ? 'desc' : 'asc') : first;
  const sorted = order.order === 'asc' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={id === 'name' ? undefined : 'pw-number'}
      aria-sort={active ? sorted : undefined}
    >
      <button type="button" className="ds-sort" onClick={() => onOrder({ sort: id, order: next })}>
        {label}
        {active ? <span aria-hidden="true">{order.order === 'asc' ? '▲' : '▼'}</span> : null}
      </button>
    </th>
  );
}
