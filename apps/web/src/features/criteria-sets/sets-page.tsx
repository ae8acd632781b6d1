import type { SetVersion } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { setsQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Page, Section, Table } from '../../ui/index.ts';
import { SetTags } from './set-tags.tsx';
import { UploadPanel } from './upload-panel.tsx';

export function SetsPage() {
  const say = useWords('criteria-sets');
  const { roles } = useAccount();
  const queries = useQueryClient();
  const sets = useQuery(setsQuery);
  return (
    <Page title={say('criteria-sets:title')} lead={say('criteria-sets:lead')}>
      <Loaded query={sets}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('criteria-sets:none')}>{say('criteria-sets:noneNext')}</Empty>
          ) : (
            <SetTable sets={items} />
          )
        }
      </Loaded>
      {mightEver(roles, 'criteria-sets.manage') ? (
        <Section title={say('criteria-sets:upload')}>
          <UploadPanel
            label={say('criteria-sets:uploadFile')}
            hint={say('criteria-sets:uploadHint')}
            storeWords={say('criteria-sets:store')}
            send={(file, dryRun) => call('uploadSet', { file, query: { dryRun: String(dryRun) } })}
            onStored={() => void queries.invalidateQueries({ queryKey: setsQuery.queryKey })}
          />
        </Section>
      ) : null}
    </Page>
  );
}

function SetTable({ sets }: { readonly sets: readonly SetVersion[] }) {
  const say = useWords('criteria-sets');
  const heads = ['name', 'version', 'decision', 'years', 'status'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`criteria-sets:column.${head}`)]));
  return (
    <Table caption={say('criteria-sets:caption')} hideCaption cards>
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
        {sets.map((set) => (
          <tr key={set.id}>
            <th scope="row" data-name={names.name}>
              <Link to="/criteria-sets/$versionId" params={{ versionId: set.id }}>
                {set.title}
              </Link>
            </th>
            <td data-name={names.version}>{set.version}</td>
            <td data-name={names.decision}>
              {set.decisionNumber ?? say('criteria-sets:noDecision')}
              {set.decisionDate ? ` (${showDate(set.decisionDate)})` : ''}
            </td>
            <td data-name={names.years}>
              {set.indexYearFrom === set.indexYearTo
                ? set.indexYearFrom
                : `${set.indexYearFrom}–${set.indexYearTo}`}
            </td>
            <td data-name={names.status}>
              <SetTags set={set} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
