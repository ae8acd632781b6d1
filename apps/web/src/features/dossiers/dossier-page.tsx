import type { DossierStory } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Notice, Page, Section, Table, Tag } from '../../ui/index.ts';
import './dossiers.css';

/** One dossier: where it stands, its clock, and every event that says so. */
export function DossierPage() {
  const say = useWords('dossiers');
  const params = useParams({ from: '/inside/dossiers/$unitId/$sourceId/$code' });
  const story = useQuery({
    queryKey: ['dossiers', params],
    queryFn: ({ signal }) => call('dossierStory', { params, signal }),
  });
  return (
    <Page
      title={say('dossiers:story.title', { code: params.code })}
      crumbs={[
        { label: say('dossiers:title'), to: '/dossiers' },
        { label: say('dossiers:queue.title'), to: '/dossiers/queue' },
      ]}
    >
      <Loaded query={story}>
        {(data) => (
          <>
            {data.archive === null ? null : (
              <Notice title={say('dossiers:story.archived', { name: data.archive.name })}>
                {say('dossiers:story.archivedSince', { at: showInstant(data.archive.at) })}
              </Notice>
            )}
            <Facts story={data} />
            {data.warnings.length === 0 ? null : (
              <Notice tone="warning" quiet title={say('dossiers:story.warnings')}>
                <ul>
                  {data.warnings.map(({ code, eventId }) => (
                    <li key={`${code}${eventId ?? ''}`}>
                      {say('dossiers:story.warning', {
                        what: say(`dossiers:warning.${code}`),
                        event: eventId ?? '–',
                      })}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            {data.archive === null ? <Events story={data} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Facts({ story }: { readonly story: DossierStory }) {
  const say = useWords('dossiers');
  const at = (instant: string | null) => (instant === null ? '–' : showInstant(instant));
  const lines = [
    ['unit', story.unitName],
    ['source', story.sourceName],
    ['procedure', story.procedureName ?? story.procedureCode ?? say('dossiers:noProcedure')],
    ['state', story.state === null ? '–' : say(`dossiers:state.${story.state}`)],
    ['channel', story.channel === null ? '–' : say(`dossiers:channel.${story.channel}`)],
    ['received', at(story.receivedAt)],
    ['due', at(story.dueAt)],
    ['dueBasis', story.dueBasis === null ? '–' : say(`dossiers:dueBasis.${story.dueBasis}`)],
    ['firstDue', at(story.firstDueAt)],
    ['sourceDue', at(story.sourceDueAt)],
    ['ended', at(story.endedAt)],
    ['ending', story.ending === null ? '–' : say(`dossiers:ending.${story.ending}`)],
    ['used', story.usedMinutes === null ? '–' : hoursAndMinutes(story.usedMinutes)],
    ['paused', story.pausedMinutes === null ? '–' : hoursAndMinutes(story.pausedMinutes)],
    ['supplements', story.supplementRequests === null ? '–' : String(story.supplementRequests)],
  ] as const;
  return (
    <Section title={say('dossiers:story.facts')}>
      <dl className="pw-facts">
        {lines.map(([word, value]) => (
          <div key={word}>
            <dt>{say(`dossiers:fact.${word}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Working time: hours and minutes, as offices count it. */
const hoursAndMinutes = (minutes: number): string =>
  `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;

function Events({ story }: { readonly story: DossierStory }) {
  const say = useWords('dossiers');
  return (
    <Section title={say('dossiers:story.events')}>
      <Table caption={say('dossiers:story.events')} hideCaption cards>
        <thead>
          <tr>
            {(['at', 'event', 'id', 'recorded', 'counts'] as const).map((column) => (
              <th scope="col" key={column}>
                {say(`dossiers:event.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {story.events.map((event) => (
            <tr key={`${event.id} ${event.revision}`}>
              <td data-name={say('dossiers:event.at')}>{showInstant(event.at)}</td>
              <th scope="row" data-name={say('dossiers:event.event')}>
                {say(`dossiers:kind.${event.kind}`)}
              </th>
              <td data-name={say('dossiers:event.id')}>
                {say('dossiers:event.revision', { id: event.id, revision: event.revision })}
              </td>
              <td data-name={say('dossiers:event.recorded')}>{showInstant(event.recordedAt)}</td>
              <td data-name={say('dossiers:event.counts')}>
                {event.counts ? (
                  <Tag tone="good">{say('dossiers:event.counts.yes')}</Tag>
                ) : (
                  <Tag>
                    {say(event.voided ? 'dossiers:event.counts.voided' : 'dossiers:event.counts.replaced')}
                  </Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
