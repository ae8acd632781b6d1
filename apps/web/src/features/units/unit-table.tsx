import type { Unit } from '@parix/api-contract';
import type { Answer } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { Table } from '../../ui/index.ts';

export function UnitTable(props: {
  readonly units: readonly Unit[];
  readonly blocks: Answer<'listBlocks'>['items'];
}) {
  const say = useWords('units');
  const blockNames = new Map(props.blocks.map((block) => [block.id, block.name]));
  const heads = ['code', 'name', 'kind', 'block', 'parent', 'valid'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`units:column.${head}`)]));
  return (
    <Table caption={say('units:shown', { number: props.units.length })} cards>
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
        {props.units.map((unit) => (
          <tr key={unit.id}>
            <td data-name={names.code}>
              <span className="pw-code">{unit.code}</span>
            </td>
            <th scope="row" data-name={names.name}>
              <span>{unit.name}</span>
            </th>
            <td data-name={names.kind}>{kindWords(unit.kind, say)}</td>
            <td data-name={names.block}>
              {unit.blocks.map((id) => blockNames.get(id) ?? id).join(', ') || '–'}
            </td>
            <td data-name={names.parent}>{unit.parentName ?? '–'}</td>
            <td data-name={names.valid}>
              {unit.validTo === null
                ? say('units:since', { from: showDate(unit.validFrom) })
                : say('units:between', { from: showDate(unit.validFrom), to: showDate(unit.validTo) })}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const KINDS = [
  'ministry',
  'province',
  'department',
  'central-agency',
  'district',
  'commune',
  'ward',
  'division',
] as const;

/** Kinds are data of the criteria sets; the usual ones have words, another one is shown by its id. */
function kindWords(kind: string, say: Say): string {
  const known = KINDS.find((name) => name === kind);
  return known ? say(`units:kind.${known}`) : kind;
}
