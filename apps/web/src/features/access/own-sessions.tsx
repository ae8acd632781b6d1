import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Answer } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Section, Table, Tag } from '../../ui/index.ts';

type Session = Answer<'listOwnSessions'>['items'][number];
const SESSIONS = ['own-sessions'] as const;

/** Browsers in which the person is signed in; any of them, or all others, can be ended from here. */
export function OwnSessions() {
  const say = useWords('access');
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => call('listOwnSessions', { signal }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: SESSIONS });
  const endOne = useMutation({
    mutationFn: (sessionId: string) => call('endOwnSession', { params: { sessionId } }),
    onSettled: refresh,
  });
  const endOthers = useMutation({ mutationFn: () => call('endOtherSessions', {}), onSettled: refresh });
  const error = endOne.error ?? endOthers.error;
  return (
    <Section title={say('access:sessions.title')}>
      <p className="pw-soft">{say('access:sessions.text')}</p>
      {error ? <Failure error={error} /> : null}
      {endOthers.data ? (
        <Notice tone="good">{say('access:sessions.ended', { number: endOthers.data.ended })}</Notice>
      ) : null}
      <Loaded query={sessions}>
        {({ items }) => (
          <>
            <SessionTable sessions={items} onEnd={(id) => endOne.mutate(id)} />
            {items.length > 1 ? (
              <div className="pw-actions">
                <Button
                  look="second"
                  busy={endOthers.isPending && say('access:sessions.ending')}
                  onClick={() => endOthers.mutate()}
                >
                  {say('access:sessions.endOthers')}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function SessionTable({
  sessions,
  onEnd,
}: {
  readonly sessions: readonly Session[];
  readonly onEnd: (id: string) => void;
}) {
  const say = useWords('access');
  const heads = ['device', 'address', 'since', 'seen', 'act'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`access:sessions.${head}`)]));
  const deviceOf = ({ browser, system }: Session): string => {
    const known = [browser, system].filter((part) => part !== null);
    return known.length === 0 ? say('access:sessions.unknown') : known.join(' · ');
  };
  return (
    <Table caption={say('access:sessions.title')} hideCaption cards>
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
        {sessions.map((session) => (
          <tr key={session.id}>
            <th scope="row" data-name={names.device}>
              <span>
                {deviceOf(session)}{' '}
                {session.current ? <Tag tone="good">{say('access:sessions.current')}</Tag> : null}
              </span>
            </th>
            <td data-name={names.address}>{session.address}</td>
            <td data-name={names.since}>
              {showInstant(session.createdAt)} ({say(`access:entered.${session.enteredBy}`)})
            </td>
            <td data-name={names.seen}>{showInstant(session.lastSeenAt)}</td>
            <td data-name={names.act}>
              {session.current ? (
                '–'
              ) : (
                <Button
                  look="second"
                  size="small"
                  aria-label={say('access:sessions.endOf', { device: deviceOf(session) })}
                  onClick={() => onEnd(session.id)}
                >
                  {say('access:sessions.end')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
