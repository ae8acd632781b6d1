import type { ReportTemplate } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Table } from '../../ui/index.ts';

/** Fields that a template may name, with what each becomes. */
export function TagTable({ tags }: { readonly tags: ReportTemplate['tags'] }) {
  const say = useWords('reports');
  const names = {
    tag: say('reports:tag.name'),
    meaning: say('reports:tag.meaning'),
    inside: say('reports:tag.inside'),
    required: say('reports:tag.required'),
  };
  return (
    <details className="pw-details">
      <summary>{say('reports:tag.title', { number: tags.length })}</summary>
      <p className="pw-hint">{say('reports:tag.text')}</p>
      <Table caption={say('reports:tag.title', { number: tags.length })} hideCaption cards>
        <thead>
          <tr>
            {Object.entries(names).map(([key, name]) => (
              <th scope="col" key={key}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tags.map(({ name, type, meaning, inside, required }) => (
            <tr key={[...inside, name].join('/')}>
              <th scope="row" data-name={names.tag}>
                <code>{writtenAs(name, type)}</code>
              </th>
              <td data-name={names.meaning}>{meaning}</td>
              <td data-name={names.inside}>
                {inside.length === 0 ? '–' : <code>{inside.join(' › ')}</code>}
              </td>
              <td data-name={names.required}>{required ? say('reports:tag.yes') : '–'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** As it is typed into the template: lists and conditions open and close. */
const writtenAs = (name: string, type: string): string =>
  type === 'list' || type === 'condition' ? `{#${name}} … {/${name}}` : `{${name}}`;
