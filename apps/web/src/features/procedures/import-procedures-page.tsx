import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ImportPanel } from '../../imports/import-panel.tsx';
import { Page, Table } from '../../ui/index.ts';

const COLUMNS = [
  'code',
  'name',
  'sector',
  'from',
  'hours',
  'counting',
  'level',
  'fee',
  'ended',
  'lateness',
  'payment',
  'limit',
  'nearDue',
] as const;

/** Rows of the catalogue from a file: tried out first, then written whole or not at all. */
export function ImportProceduresPage() {
  const say = useWords('procedures', 'imports');
  const queries = useQueryClient();
  return (
    <Page
      title={say('procedures:import')}
      lead={say('procedures:importLead')}
      crumbs={[{ label: say('procedures:title'), to: '/procedures' }]}
    >
      <ImportPanel
        label={say('procedures:importFile')}
        hint={say('procedures:importHint')}
        send={(file, dryRun) => call('importProcedures', { file, query: { dryRun: String(dryRun) } })}
        onApplied={() => void queries.invalidateQueries()}
      />
      <details className="pw-details">
        <summary>{say('procedures:columns')}</summary>
        <Table caption={say('procedures:columns')} hideCaption>
          <thead>
            <tr>
              <th scope="col">{say('procedures:columnName')}</th>
              <th scope="col">{say('procedures:columnText')}</th>
            </tr>
          </thead>
          <tbody>
            {COLUMNS.map((name) => (
              <tr key={name}>
                <th scope="row">{say(`procedures:fileColumn.${name}`)}</th>
                <td>{say(`procedures:fileColumnText.${name}`)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </Page>
  );
}
