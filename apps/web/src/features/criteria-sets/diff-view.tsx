import type { Answer } from '../../api/call.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { showNumber } from '../../format/numbers.ts';
import { Empty, Table } from '../../ui/index.ts';

type Diff = Answer<'diffSets'>;

/** What changed between two versions: items added, removed, changed field by field, and the set's settings. */
export function DiffView({ diff }: { readonly diff: Diff }) {
  const say = useWords('criteria-sets');
  const nothing = [diff.added, diff.removed, diff.changed, diff.settings].every((part) => part.length === 0);
  if (nothing) return <Empty title={say('criteria-sets:same')}>{say('criteria-sets:sameNext')}</Empty>;
  return (
    <div className="pw-stack">
      <p>
        {say('criteria-sets:diffCounts', {
          added: diff.added.length,
          removed: diff.removed.length,
          changed: diff.changed.length,
        })}
      </p>
      <ItemList caption={say('criteria-sets:added')} items={diff.added} />
      <ItemList caption={say('criteria-sets:removed')} items={diff.removed} />
      <ChangeTable caption={say('criteria-sets:changed')} rows={changesOf(diff, (field) => !isCase(field))} />
      <ChangeTable
        caption={say('criteria-sets:settings')}
        rows={diff.settings.map((change) => ({ ...change, of: say('criteria-sets:wholeSet') }))}
      />
      <CaseChanges rows={changesOf(diff, isCase)} />
    </div>
  );
}

function ItemList({ caption, items }: { readonly caption: string; readonly items: Diff['added'] }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  if (items.length === 0) return null;
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{say('criteria-sets:column.code')}</th>
          <th scope="col">{say('criteria-sets:column.item')}</th>
          <th scope="col" className="pw-number">
            {say('criteria-sets:column.max')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td className="pw-code">{item.code}</td>
            <th scope="row">{item.name}</th>
            <td className="pw-number">{item.max === null ? '–' : showNumber(item.max, language)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const isCase = (field: string) => field === 'cases' || field.startsWith('cases.');

interface ChangeRow {
  readonly of: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

function changesOf(diff: Diff, wanted: (field: string) => boolean): readonly ChangeRow[] {
  return diff.changed.flatMap((item) =>
    item.changes
      .filter((change) => wanted(change.field))
      .map((change) => ({ ...change, of: `${item.code} ${item.name}` })),
  );
}

/** Worked cases follow the rule; they are there for whoever wants to see them. */
function CaseChanges({ rows }: { readonly rows: readonly ChangeRow[] }) {
  const say = useWords('criteria-sets');
  if (rows.length === 0) return null;
  return (
    <details className="pw-details">
      <summary>{say('criteria-sets:caseChanges', { number: rows.length })}</summary>
      <ChangeTable caption={say('criteria-sets:cases')} rows={rows} />
    </details>
  );
}

function ChangeTable({ caption, rows }: { readonly caption: string; readonly rows: readonly ChangeRow[] }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  const shown = (value: string) =>
    /^-?\d{1,3}(\.\d+)?$/.test(value) ? showNumber(value, language) : value || '–';
  if (rows.length === 0) return null;
  return (
    <Table caption={caption} look="diff">
      <thead>
        <tr>
          <th scope="col">{say('criteria-sets:column.item')}</th>
          <th scope="col">{say('criteria-sets:column.field')}</th>
          <th scope="col">{say('criteria-sets:before')}</th>
          <th scope="col">{say('criteria-sets:after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={`${at} ${row.of}`}>
            {rows[at - 1]?.of === row.of ? null : (
              <th scope="rowgroup" rowSpan={rows.filter((other) => other.of === row.of).length}>
                {row.of}
              </th>
            )}
            <td>
              <FieldName field={row.field} />
            </td>
            <td className="pw-prewrap">
              <del>{shown(row.before)}</del>
            </td>
            <td className="pw-prewrap">
              <ins>{shown(row.after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const FIELDS = [
  'max',
  'min',
  'name',
  'code',
  'rule',
  'figures',
  'cases',
  'exemptKinds',
  'notApplicable',
  'source',
  'guidance',
  'evidence',
  'appraiser',
  'selfScored',
  'pointsFrom',
  'indexYears',
  'amendedBy',
  'sources',
  'ranking',
  'classification',
  'rounding',
  'total',
  'title',
  'role',
  'cap',
] as const;

/** The part of the set in words, with the exact place inside it as the document names it. */
function FieldName({ field }: { readonly field: string }) {
  const say = useWords('criteria-sets');
  const [first = '', ...rest] = field.split('.');
  const known = FIELDS.find((name) => name === first);
  if (!known) return <code>{field}</code>;
  return (
    <>
      {say(`criteria-sets:field.${known}`)}
      {rest.length > 0 ? (
        <>
          {' '}
          <code className="pw-small pw-soft">{rest.join('.')}</code>
        </>
      ) : null}
    </>
  );
}
