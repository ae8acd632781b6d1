import type { AreaWork } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { CheckField, Empty, Section, SelectField, Table } from '../../ui/index.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { BalanceDialog } from './balance-dialog.tsx';
import { areasQuery, workloadQuery } from '../../appraisal-parts/groups-queries.ts';

const HEADS = ['person', 'units', 'todo', 'decided', 'left'] as const;

/** Items × units of each person in an area, with the acts that share them out. */
export function WorkloadSection({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal-groups');
  const { roles } = useAccount();
  const areas = useQuery(areasQuery(roundId));
  const work = useQuery(workloadQuery(roundId));
  const [chosen, setChosen] = useState('');
  return (
    <Section title={say('appraisal-groups:workload')}>
      <p className="pw-hint">{say('appraisal-groups:workloadHint')}</p>
      <Loaded query={areas}>
        {({ items }) => {
          const area =
            items.find(({ areaId }) => areaId === chosen) ?? items.find(({ mine }) => mine) ?? items[0];
          if (!area) return <Empty title={say('appraisal-groups:noArea')} />;
          const assigns =
            mightEver(roles, 'appraisal-groups.manage') ||
            (area.mine && mightEver(roles, 'appraisers.assign'));
          return (
            <>
              <SelectField
                label={say('appraisal-groups:column.area')}
                value={area.areaId}
                choices={items.map(({ areaId, code, name }) => ({ value: areaId, label: `${code} ${name}` }))}
                onChange={(event) => setChosen(event.target.value)}
              />
              <Loaded query={work}>
                {(all) => {
                  const own = all.areas.find(({ areaId }) => areaId === area.areaId);
                  return own ? (
                    <AreaTable
                      key={own.areaId}
                      roundId={roundId}
                      work={own}
                      assigns={assigns}
                      name={area.name}
                    />
                  ) : null;
                }}
              </Loaded>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function AreaTable(props: {
  readonly roundId: string;
  readonly work: AreaWork;
  readonly assigns: boolean;
  readonly name: string;
}) {
  const say = useWords('appraisal-groups');
  const { roundId, work, assigns, name } = props;
  const [marked, setMarked] = useState<readonly string[]>([]);
  const people = work.people.filter(({ accountId }) => marked.includes(accountId));
  const mark = (id: string, on: boolean) =>
    setMarked(on ? [...marked, id] : marked.filter((each) => each !== id));
  return (
    <div className="pw-stack">
      <p>
        {say('appraisal-groups:areaLine', { left: work.left, all: work.items, units: work.units })}{' '}
        {say('appraisal-groups:assignedLine', { assigned: work.assignedUnits, units: work.units })}
      </p>
      {work.people.length === 0 ? (
        <Empty title={say('appraisal-groups:nobody')}>{say('appraisal-groups:nobodyNext')}</Empty>
      ) : (
        <Table caption={say('appraisal-groups:workloadOf', { area: name })} hideCaption cards>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th scope="col" key={head} data-numeric={head === 'person' ? undefined : true}>
                  {say(`appraisal-groups:column.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {work.people.map((person) => (
              <tr key={person.accountId}>
                <th scope="row" data-name={say('appraisal-groups:column.person')}>
                  {assigns ? (
                    <CheckField
                      label={person.displayName}
                      checked={marked.includes(person.accountId)}
                      onChange={(event) => mark(person.accountId, event.target.checked)}
                    />
                  ) : (
                    person.displayName
                  )}
                </th>
                {([person.units, person.items, person.decided, person.left] as const).map((number, at) => (
                  <td
                    key={HEADS[at + 1]}
                    data-numeric
                    data-name={say(`appraisal-groups:column.${HEADS[at + 1] ?? 'left'}`)}
                  >
                    {number}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {assigns && work.people.length > 0 ? (
        <div className="pw-actions">
          <AssignDialog roundId={roundId} areaId={work.areaId} people={people} />
          <BalanceDialog
            roundId={roundId}
            areaId={work.areaId}
            people={people.length > 0 ? people : work.people}
          />
        </div>
      ) : null}
    </div>
  );
}
