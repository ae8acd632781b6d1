import type { Unit } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { Table, Tag } from '../../ui/index.ts';
import { kindWords, validWords } from './unit-words.ts';

/** Units that were found, each with where it stands. */
export function UnitResults(props: { readonly units: readonly Unit[]; readonly asOf: string | undefined }) {
  const say = useWords('units');
  const heads = ['name', 'code', 'kind', 'path', 'valid'] as const;
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
            <th scope="row" data-name={names.name}>
              <span>
                <Link to="/units/$unitId" params={{ unitId: unit.id }} search={{ asOf: props.asOf }}>
                  {unit.name}
                </Link>{' '}
                {unit.validTo === null ? null : <Tag>{say('units:endedTag')}</Tag>}
                {unit.otherName === null ? null : (
                  <span className="pw-hint"> {say('units:otherName', { name: unit.otherName })}</span>
                )}
              </span>
            </th>
            <td data-name={names.code}>
              <span className="pw-code">{unit.code}</span>
            </td>
            <td data-name={names.kind}>{kindWords(unit.kind, say)}</td>
            <td data-name={names.path}>{unit.path.map(({ name }) => name).join(' › ') || '–'}</td>
            <td data-name={names.valid}>{validWords(unit, say)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
