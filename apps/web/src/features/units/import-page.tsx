import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ImportPanel } from '../../imports/import-panel.tsx';
import { Page, Section, Table } from '../../ui/index.ts';
import { UnitsTabs } from './units-tabs.tsx';
import { forgetTrees } from './use-unit-tree.ts';

const UNIT_COLUMNS = [
  'unit',
  'name',
  'kind',
  'parent',
  'block',
  'from',
  'to',
  'changed',
  'decision',
] as const;
const LINK_COLUMNS = ['before', 'after', 'how', 'on', 'share', 'decision'] as const;

/** Both files of the register: units with their history, and what became of what. */
export function ImportUnitsPage() {
  const say = useWords('units');
  const queries = useQueryClient();
  const applied = () => {
    forgetTrees();
    void queries.invalidateQueries();
  };
  return (
    <Page
      title={say('units:import')}
      lead={say('units:importLead')}
      crumbs={[{ label: say('units:title'), to: '/units' }]}
    >
      <UnitsTabs />
      <Section title={say('units:importUnits')}>
        <ImportPanel
          label={say('units:importFile')}
          hint={say('units:importHint')}
          send={(file, dryRun) => call('importUnits', { file, query: { dryRun: String(dryRun) } })}
          onApplied={applied}
        />
        <Columns of="unitColumn" names={UNIT_COLUMNS} />
      </Section>
      <Section title={say('units:importLinks')}>
        <ImportPanel
          label={say('units:importLinksFile')}
          hint={say('units:importLinksHint')}
          send={(file, dryRun) => call('importSuccessions', { file, query: { dryRun: String(dryRun) } })}
          onApplied={applied}
        />
        <Columns of="linkColumn" names={LINK_COLUMNS} />
      </Section>
    </Page>
  );
}

/** What may stand in the columns of a file. */
function Columns(
  props:
    | { readonly of: 'unitColumn'; readonly names: typeof UNIT_COLUMNS }
    | { readonly of: 'linkColumn'; readonly names: typeof LINK_COLUMNS },
) {
  const say = useWords('units');
  const lines =
    props.of === 'unitColumn'
      ? props.names.map(
          (name) => [say(`units:unitColumn.${name}`), say(`units:unitColumnText.${name}`)] as const,
        )
      : props.names.map(
          (name) => [say(`units:linkColumn.${name}`), say(`units:linkColumnText.${name}`)] as const,
        );
  return (
    <details className="pw-details">
      <summary>{say('units:columns')}</summary>
      <Table caption={say('units:columns')} hideCaption>
        <thead>
          <tr>
            <th scope="col">{say('units:columnName')}</th>
            <th scope="col">{say('units:columnText')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, text]) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
