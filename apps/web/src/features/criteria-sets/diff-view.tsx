import type { Answer } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
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
      {diff.changed.length > 0 ? (
        <ChangeTable
          caption={say('criteria-sets:changed')}
          rows={diff.changed.flatMap((item) =>
            item.changes.map((change) => ({ ...change, of: `${item.code} ${item.name}` })),
          )}
        />
      ) : null}
      {diff.settings.length > 0 ? (
        <ChangeTable
          caption={say('criteria-sets:settings')}
          rows={diff.settings.map((change) => ({ ...change, of: say('criteria-sets:wholeSet') }))}
        />
      ) : null}
    </div>
  );
}

function ItemList({ caption, items }: { readonly caption: string; readonly items: Diff['added'] }) {
  const say = useWords('criteria-sets');
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
            <td className="pw-number">{item.max ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function ChangeTable(props: {
  readonly caption: string;
  readonly rows: readonly {
    readonly of: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
}) {
  const say = useWords('criteria-sets');
  return (
    <Table caption={props.caption}>
      <thead>
        <tr>
          <th scope="col">{say('criteria-sets:column.item')}</th>
          <th scope="col">{say('criteria-sets:column.field')}</th>
          <th scope="col">{say('criteria-sets:before')}</th>
          <th scope="col">{say('criteria-sets:after')}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, at) => (
          <tr key={`${at} ${row.of}`}>
            <th scope="row">{row.of}</th>
            <td>{row.field}</td>
            <td className="pw-prewrap">
              <del>{row.before || '–'}</del>
            </td>
            <td className="pw-prewrap">
              <ins>{row.after || '–'}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
