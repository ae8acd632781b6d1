import type { UnitPage } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Table } from '../../ui/index.ts';
import { DayField } from './day-field.tsx';
import { dayBefore } from './unit-words.ts';

/** Of which units this one consisted on another day, or what became of it: what a comparison over years needs. */
export function UnitLineage({ page }: { readonly page: UnitPage }) {
  const say = useWords('units');
  const [at, setAt] = useState<string | undefined>(() => firstQuestion(page));
  return (
    <div className="pw-stack">
      <div className="pw-form">
        <DayField
          label={say('units:lineageAt')}
          hint={say('units:lineageHint')}
          value={at}
          onChange={setAt}
        />
      </div>
      {at === undefined ? null : <LineageTable page={page} at={at} />}
    </div>
  );
}

/** The day before the last thing came in; else the day something went out. */
function firstQuestion({ predecessors, successors }: UnitPage): string | undefined {
  const came = predecessors[0]?.change.effectiveOn;
  return came === undefined ? successors[0]?.change.effectiveOn : dayBefore(came);
}

function LineageTable({ page, at }: { readonly page: UnitPage; readonly at: string }) {
  const say = useWords('units');
  const language = useLanguage();
  const { id: unitId, validTo } = page.unit;
  // Of a unit that has ended its own last day is asked about, from which everything before and after is known.
  const asOf = validTo !== null && validTo <= page.asOf ? dayBefore(validTo) : page.asOf;
  const query = useQuery({
    queryKey: ['unit-lineage', unitId, at, asOf],
    queryFn: ({ signal }) => call('getUnitLineage', { params: { unitId }, query: { at, asOf }, signal }),
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={query}>
      {({ direction, units, ...days }) =>
        units.length === 0 ? (
          <Empty title={say('units:lineageNone', { day: showDate(days.at) })}>
            {say('units:lineageNoneText')}
          </Empty>
        ) : (
          <Table
            caption={say(`units:lineage.${direction}`, { name: page.unit.name, day: showDate(days.at) })}
          >
            <thead>
              <tr>
                <th scope="col">{say('units:column.name')}</th>
                <th scope="col">{say('units:column.code')}</th>
                <th scope="col" className="pw-number">
                  {say('units:share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row">
                    <Link to="/units/$unitId" params={{ unitId: unit.id }} search={{ asOf: days.at }}>
                      {unit.name}
                    </Link>
                  </th>
                  <td>
                    <span className="pw-code">{unit.code}</span>
                  </td>
                  <td className="pw-number">{showNumber(unit.share, language)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }
    </Loaded>
  );
}
