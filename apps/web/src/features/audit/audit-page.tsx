import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { showDate, showTime } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Page, Table, TextField } from '../../ui/index.ts';

type AuditEvent = Answer<'listAudit'>['items'][number];

export function AuditPage() {
  const say = useWords('audit');
  const { subject = '' } = useSearch({ from: '/inside/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const [text, setText] = useState(subject);
  const events = useInfiniteQuery({
    queryKey: ['audit', subject],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listAudit', { query: { subject: subject || undefined, cursor: pageParam || undefined }, signal }),
    getNextPageParam: (last) => last.next,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ search: { subject: text.trim() || undefined } });
  };
  return (
    <Page title={say('audit:title')} lead={say('audit:lead')}>
      <form className="pw-form-row" role="search" onSubmit={submit}>
        <TextField
          label={say('audit:subject')}
          hint={say('audit:subjectHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" look="second">
          {say('audit:filter')}
        </Button>
      </form>
      <Paged
        query={events}
        empty={<Empty title={say('audit:none')}>{say(subject ? 'audit:noneFor' : 'audit:noneYet')}</Empty>}
      >
        {(items: readonly AuditEvent[]) => <AuditTable events={items} />}
      </Paged>
    </Page>
  );
}

function AuditTable({ events }: { readonly events: readonly AuditEvent[] }) {
  const say = useWords('audit');
  const heads = ['at', 'actor', 'action', 'subject', 'detail'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`audit:column.${head}`)]));
  return (
    <Table caption={say('audit:caption')} hideCaption cards>
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
        {events.map((event) => (
          <tr key={event.id}>
            <td data-name={names.at}>
              <span>
                {showDate(event.at)} {showTime(event.at)}
              </span>
            </td>
            <th scope="row" data-name={names.actor}>
              <span>{event.actor}</span>
            </th>
            <td data-name={names.action}>
              <code>{event.action}</code>
            </td>
            <td data-name={names.subject}>{event.subject}</td>
            <td data-name={names.detail}>
              <Detail detail={event.detail} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Detail({ detail }: { readonly detail: AuditEvent['detail'] }) {
  const parts = Object.entries(detail);
  if (parts.length === 0) return '–';
  return (
    <span className="pw-small">
      {parts
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join('; ')}
    </span>
  );
}
