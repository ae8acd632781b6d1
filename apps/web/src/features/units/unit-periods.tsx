import type { UnitPage } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Table, Tag } from '../../ui/index.ts';
import { CorrectPeriod } from './correct-period.tsx';
import { changeWords, dayBefore, kindWords } from './unit-words.ts';

type Period = UnitPage['periods'][number];

/** What the unit was called and where it stood, from the first day on. */
export function UnitPeriods({ page, manages }: { readonly page: UnitPage; readonly manages: boolean }) {
  const say = useWords('units');
  const [correcting, setCorrecting] = useState<Period | null>(null);
  const heads = ['time', 'name', 'kind', 'parent', 'document'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`units:column.${head}`)]));
  const shown = ({ from, to }: Period) => from <= page.asOf && (to === null || page.asOf < to);
  return (
    <>
      <Table caption={say('units:periodsCaption', { name: page.unit.name })} hideCaption cards>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {names[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.periods.map((period) => (
            <tr key={period.from} aria-current={shown(period) ? 'date' : undefined}>
              <td data-name={names.time}>
                {period.to === null
                  ? say('units:since', { from: showDate(period.from) })
                  : say('units:between', { from: showDate(period.from), to: showDate(dayBefore(period.to)) })}
              </td>
              <th scope="row" data-name={names.name}>
                <span>
                  {period.name} {shown(period) ? <Tag tone="strong">{say('units:shownTag')}</Tag> : null}{' '}
                  {manages ? (
                    <Button look="quiet" size="small" onClick={() => setCorrecting(period)}>
                      {say('units:correct')}
                    </Button>
                  ) : null}
                </span>
              </th>
              <td data-name={names.kind}>{kindWords(period.kind, say)}</td>
              <td data-name={names.parent}>
                {period.parent === null ? (
                  say('units:atTop')
                ) : (
                  <Link to="/units/$unitId" params={{ unitId: period.parent.id }}>
                    {period.parent.name}
                  </Link>
                )}
              </td>
              <td data-name={names.document}>
                {documentsOf(period)
                  .map((change) => changeWords(change, say))
                  .join('; ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {correcting ? (
        <CorrectPeriod page={page} period={correcting} onClose={() => setCorrecting(null)} />
      ) : null}
    </>
  );
}

/** The documents that the period began with, each once. */
function documentsOf({ naming, placing }: Period) {
  const found = [naming, placing].filter((change) => change !== null);
  return found.filter((change, at) => found.findIndex(({ id }) => id === change.id) === at);
}
