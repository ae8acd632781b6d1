import type { MailStatus } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { mightCall } from '../../layout/pages.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Section, Table, TextField } from '../../ui/index.ts';

const STATUS = ['mail-status'] as const;

/** Whether mail leaves the installation, and what became of the latest mails. */
export function MailStatusSection() {
  const say = useWords('notices');
  const language = useLanguage();
  const { roles } = useAccount();
  const status = useQuery({
    queryKey: [...STATUS, language],
    queryFn: ({ signal }) => call('getMailStatus', { signal }),
  });
  return (
    <Section title={say('notices:mail.title')}>
      <Loaded query={status}>
        {(data) => (
          <>
            <Standing status={data} />
            {mightCall(roles, 'sendTestMail') ? <TestMail /> : null}
            {data.recent.length > 0 ? <RecentMails mails={data.recent} /> : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Standing({ status }: { readonly status: MailStatus }) {
  const say = useWords('notices');
  const { server, from, tls, webhook, waiting } = status;
  if (server === null) {
    return (
      <Notice tone="warning" title={say('notices:mail.none')} quiet>
        {say('notices:mail.noneNext')}
      </Notice>
    );
  }
  return (
    <p>
      {say('notices:mail.server', { server, from: from ?? '' })} {say(`notices:tls.${tls ?? 'off'}`)}{' '}
      {say('notices:mail.waiting', { number: waiting })}{' '}
      {webhook === null ? say('notices:mail.noWebhook') : say('notices:mail.webhook', { host: webhook })}
    </p>
  );
}

function TestMail() {
  const say = useWords('notices');
  const queries = useQueryClient();
  const [to, setTo] = useState('');
  const test = useMutation({
    mutationFn: () => call('sendTestMail', { body: { to: to.trim() } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: STATUS }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    test.mutate();
  };
  return (
    <>
      <form className="pw-form-row" onSubmit={submit}>
        <TextField
          type="email"
          label={say('notices:mail.testTo')}
          value={to}
          required
          onChange={(event) => setTo(event.target.value)}
        />
        <Button type="submit" look="second" busy={test.isPending && say('notices:mail.testing')}>
          {say('notices:mail.test')}
        </Button>
      </form>
      {test.data ? (
        <Notice tone={test.data.state === 'queued' ? 'good' : 'warning'}>
          {say(`notices:tested.${test.data.state}`)}
        </Notice>
      ) : null}
      {test.isError ? <Failure error={test.error} /> : null}
    </>
  );
}

function RecentMails({ mails }: { readonly mails: MailStatus['recent'] }) {
  const say = useWords('notices');
  const heads = ['at', 'recipient', 'subject', 'outcome', 'answer'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`notices:mailRow.${head}`)]));
  return (
    <details className="pw-details">
      <summary>{say('notices:mail.recent', { number: mails.length })}</summary>
      <Table caption={say('notices:mail.recentCaption')} hideCaption cards>
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
          {mails.map((mail) => (
            <tr key={mail.id}>
              <td data-name={names.at}>{showInstant(mail.createdAt)}</td>
              <td data-name={names.recipient}>{mail.recipient}</td>
              <th scope="row" data-name={names.subject}>
                <span>{mail.subject}</span>
              </th>
              <td data-name={names.outcome}>
                {mail.outcome ?? say('notices:record.notYet')}
                {mail.attempts > 1 ? ` · ${say('notices:mail.attempts', { number: mail.attempts })}` : ''}
              </td>
              <td data-name={names.answer}>{mail.answer ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
