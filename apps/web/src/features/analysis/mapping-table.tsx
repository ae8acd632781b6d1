import type { ItemMapping, MappingEntry } from '@parix/api-contract';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Button, CheckField, SelectField, Table, TextField } from '../../ui/index.ts';
import { kindsFor, needsReason } from './mapping-edit.ts';

interface Props {
  readonly items: ItemMapping['items'];
  readonly entries: readonly MappingEntry[];
  readonly chosen: ReadonlySet<number>;
  readonly readOnly: boolean;
  readonly isShown: (entry: MappingEntry) => boolean;
  readonly onChoose: (line: number) => void;
  readonly onChange: (line: number, entry: MappingEntry) => void;
  readonly onPart: (line: number) => void;
}

/** Every item of both versions in a line, with how the line is compared. */
export function MappingTable(props: Props) {
  const say = useWords('analysis');
  const names = {
    from: say('analysis:mapping.from'),
    to: say('analysis:mapping.to'),
    kind: say('analysis:mapping.kind'),
    reason: say('analysis:mapping.reason'),
    act: say('analysis:mapping.act'),
  };
  return (
    <Table caption={say('analysis:mapping.title')} hideCaption cards>
      <thead>
        <tr>
          <th scope="col">{names.from}</th>
          <th scope="col">{names.to}</th>
          <th scope="col">{names.kind}</th>
          <th scope="col">{names.reason}</th>
          {props.readOnly ? null : <th scope="col">{names.act}</th>}
        </tr>
      </thead>
      <tbody>
        {props.entries.map((entry, at) =>
          props.isShown(entry) ? (
            <Line
              key={[...entry.from, '→', ...entry.to].join()}
              {...props}
              entry={entry}
              at={at}
              names={names}
            />
          ) : null,
        )}
      </tbody>
    </Table>
  );
}

type Names = Readonly<Record<'from' | 'to' | 'kind' | 'reason' | 'act', string>>;

function Line(props: Props & { readonly entry: MappingEntry; readonly at: number; readonly names: Names }) {
  const say = useWords('analysis');
  const { entry, at, names, items, readOnly } = props;
  const number = at + 1;
  return (
    <tr>
      <td data-name={names.from}>
        <ItemNames ids={entry.from} items={items.from} />
      </td>
      <td data-name={names.to}>
        <ItemNames ids={entry.to} items={items.to} />
      </td>
      <td data-name={names.kind}>
        {readOnly ? (
          say(`analysis:kind.${entry.kind}`)
        ) : (
          <SelectField
            label={say('analysis:mapping.kindOf', { number })}
            hideLabel
            value={entry.kind}
            choices={kindsFor(entry).map((kind) => ({ value: kind, label: say(`analysis:kind.${kind}`) }))}
            onChange={(event) => {
              const kind = kindsFor(entry).find((each) => each === event.target.value);
              if (kind) props.onChange(at, { ...entry, kind });
            }}
          />
        )}
      </td>
      <td data-name={names.reason}>
        {readOnly ? (
          (entry.reason ?? '–')
        ) : (
          <TextField
            label={say('analysis:mapping.reasonOf', { number })}
            hideLabel
            value={entry.reason ?? ''}
            maxLength={500}
            fault={needsReason(entry) ? say('analysis:mapping.needsReason') : null}
            onChange={(event) => props.onChange(at, { ...entry, reason: event.target.value || null })}
          />
        )}
      </td>
      {readOnly ? null : (
        <td data-name={names.act}>
          <CheckField
            label={say('analysis:mapping.choose', { number })}
            checked={props.chosen.has(at)}
            onChange={() => props.onChoose(at)}
          />
          {entry.from.length + entry.to.length > 1 ? (
            <Button look="quiet" size="small" onClick={() => props.onPart(at)}>
              {say('analysis:mapping.part', { number })}
            </Button>
          ) : null}
        </td>
      )}
    </tr>
  );
}

function ItemNames({
  ids,
  items,
}: {
  readonly ids: readonly string[];
  readonly items: ItemMapping['items']['from'];
}) {
  const say = useWords('analysis');
  const language = useLanguage();
  if (ids.length === 0) return <>–</>;
  return (
    <span>
      {ids.map((id) => {
        const item = items.find((each) => each.id === id);
        return (
          <span key={id} className="pw-mapped">
            {item ? `${item.code} ${item.name}` : id}
            {item?.max ? (
              <span className="pw-hint">
                {' '}
                {say('analysis:mapping.max', { max: showNumber(item.max, language) })}
              </span>
            ) : null}
          </span>
        );
      })}
    </span>
  );
}
