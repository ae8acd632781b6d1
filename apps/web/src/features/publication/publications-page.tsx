import { useQuery } from '@tanstack/react-query';
import { call, type Answer } from '../../api/call.ts';
import { showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Page, Section, Table, Tag } from '../../ui/index.ts';

type Published = Answer<'listPublications'>;

export function PublicationsPage() {
  const say = useWords('publication');
  const published = useQuery({
    queryKey: ['publications'],
    queryFn: ({ signal }) => call('listPublications', { signal }),
  });
  return (
    <Page title={say('publication:title')} lead={say('publication:lead')}>
      <Loaded query={published}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={say('publication:none')}>{say('publication:noneNext')}</Empty>
          ) : (
            <PublicationTable items={data.items} />
          )
        }
      </Loaded>
      {published.data ? <Verifying verifierKey={published.data.verifierKey} /> : null}
    </Page>
  );
}

function PublicationTable({ items }: { readonly items: Published['items'] }) {
  const say = useWords('publication');
  const heads = ['round', 'decision', 'at', 'hash', 'files'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`publication:column.${head}`)]));
  return (
    <Table caption={say('publication:caption')} hideCaption cards>
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
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row" data-name={names.round}>
              <span>
                <a href={item.url}>{item.roundTitle}</a>{' '}
                {item.sample ? <Tag tone="warning">{say('common:sample')}</Tag> : null}
                {item.replacedBy === null ? null : (
                  <Tag tone="warning">{say('publication:replaced', { number: item.replacedBy })}</Tag>
                )}
                {item.sequence > 1 ? (
                  <Tag>{say('publication:sequence', { number: item.sequence })}</Tag>
                ) : null}
              </span>
            </th>
            <td data-name={names.decision}>
              {item.decisionNumber ?? '–'}
              {item.decisionDate ? ` (${showDate(item.decisionDate)})` : ''}
            </td>
            <td data-name={names.at}>{showInstant(item.publishedAt)}</td>
            <td data-name={names.hash}>
              <code title={item.manifestHash}>{item.manifestHash.slice(0, 16)}…</code>
            </td>
            <td data-name={names.files}>
              <a href={item.zipUrl} download>
                {say('publication:zip', { files: item.fileCount })}
              </a>{' '}
              <a href={`/kiem-chung/?zip=${encodeURIComponent(new URL(item.zipUrl).pathname)}`}>
                {say('publication:check')}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** How anybody checks a publication without us: three steps and the key to compare. */
function Verifying({ verifierKey }: { readonly verifierKey: string }) {
  const say = useWords('publication');
  return (
    <Section title={say('publication:verify')}>
      <div className="pw-prose">
        <p>{say('publication:verifyText')}</p>
        <p>
          <a href="/kiem-chung/">{say('publication:verifyHere')}</a>
        </p>
        <ol>
          <li>{say('publication:step1')}</li>
          <li>
            {say('publication:step2')} <code>npx parix verify DIR</code>
          </li>
          <li>
            {say('publication:step3')} <code>{verifierKey}</code>
          </li>
        </ol>
      </div>
    </Section>
  );
}
