import type { DossierFilePreview } from '@parix/api-contract';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Notice, Table } from '../../ui/index.ts';
import { VALUES } from './mapping-draft.ts';

const COLUMNS = ['dossier', 'unit', 'procedure', 'state', 'received', 'due', 'finished', 'channel'] as const;

/** The first rows as they would be taken, and what is wrong with those that would not. */
export function FilePreview({ seen }: { readonly seen: DossierFilePreview }) {
  const say = useWords('dossier-files');
  return (
    <div className="pw-stack" aria-live="polite">
      {seen.missingColumns.length > 0 ? (
        <Notice tone="bad">
          {say('dossier-files:preview.missing', { columns: seen.missingColumns.join(', ') })}
        </Notice>
      ) : null}
      <p>{say('dossier-files:preview.counts', { rows: seen.rowsRead, faulty: seen.rowsFaulty })}</p>
      {seen.sample.length === 0 ? (
        <Notice tone="warning">{say('dossier-files:preview.none')}</Notice>
      ) : (
        <SampleTable seen={seen} />
      )}
      {seen.problems.length > 0 ? <ProblemTable seen={seen} /> : null}
    </div>
  );
}

function SampleTable({ seen }: { readonly seen: DossierFilePreview }) {
  const say = useWords('dossier-files');
  const instant = (at: string | null) => (at === null ? '–' : showInstant(at));
  const named = (field: 'state' | 'channel', value: string | null) => {
    const found = VALUES[field].find((each) => each.value === value);
    return found ? say(found.label) : '–';
  };
  return (
    <Table caption={say('dossier-files:preview.title')} cards>
      <thead>
        <tr>
          <th scope="col">{say('dossier-files:preview.row')}</th>
          {COLUMNS.map((column) => (
            <th scope="col" key={column}>
              {say(`dossier-files:field.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {seen.sample.map((row) => {
          const cells = {
            dossier: row.dossier,
            unit: row.unitName,
            procedure: row.procedure ?? '–',
            state: named('state', row.state),
            received: instant(row.received),
            due: instant(row.due),
            finished: instant(row.finished),
            channel: named('channel', row.channel),
          };
          return (
            <tr key={row.row}>
              <th scope="row" data-name={say('dossier-files:preview.row')}>
                {row.row}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} data-name={say(`dossier-files:field.${column}`)}>
                  {cells[column]}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function ProblemTable({ seen }: { readonly seen: DossierFilePreview }) {
  const say = useWords('dossier-files');
  return (
    <Table caption={say('dossier-files:preview.problems')} cards>
      <thead>
        <tr>
          <th scope="col">{say('dossier-files:preview.row')}</th>
          <th scope="col">{say('dossier-files:preview.column')}</th>
          <th scope="col">{say('dossier-files:preview.problem')}</th>
        </tr>
      </thead>
      <tbody>
        {seen.problems.map(({ row, column, code, message }, at) => (
          <tr key={`${row} ${column} ${code} ${at}`}>
            <th scope="row" data-name={say('dossier-files:preview.row')}>
              {row}
            </th>
            <td data-name={say('dossier-files:preview.column')}>
              {column || say('dossier-files:preview.wholeRow')}
            </td>
            <td data-name={say('dossier-files:preview.problem')}>{message}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
