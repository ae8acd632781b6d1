import type { NoticeSettings } from '@parix/api-contract';
import { NOTICE_CHANNELS, type NoticeChannel, type NoticeKind } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { NOTICES } from '../../api/notice-keys.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Page, Section, Table } from '../../ui/index.ts';
import { CalendarSection } from './calendar-section.tsx';

const SETTINGS = [...NOTICES, 'settings'] as const;

/** What the person gets on which channel, and the calendar of deadlines. */
export function NoticeSettingsPage() {
  const say = useWords('notices');
  const settings = useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => call('getNoticeSettings', { signal }),
  });
  return (
    <Page
      title={say('notices:settings.title')}
      crumbs={[{ label: say('notices:title'), to: '/notices' }]}
      lead={say('notices:settings.lead')}
    >
      <Loaded query={settings}>{(data) => <Channels settings={data} />}</Loaded>
      <CalendarSection />
    </Page>
  );
}

const nameOf = (kind: NoticeKind, channel: NoticeChannel): string => `${kind} ${channel}`;

function Channels({ settings }: { readonly settings: NoticeSettings }) {
  const say = useWords('notices');
  const queries = useQueryClient();
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({});
  const save = useMutation({
    mutationFn: () => {
      const off = settings.kinds.flatMap(({ kind, channels }) =>
        channels
          .filter(({ channel, on, fixed }) => !fixed && !(changed[nameOf(kind, channel)] ?? on))
          .map(({ channel }) => ({ kind, channel })),
      );
      return call('setNoticeSettings', { body: { off } });
    },
    onSuccess: (stored) => {
      queries.setQueryData(SETTINGS, stored);
      setChanged({});
      void queries.invalidateQueries({ queryKey: [...NOTICES, 'count'] });
    },
  });
  const channels = NOTICE_CHANNELS.filter((channel) => channel !== 'webhook' || settings.webhookConfigured);
  return (
    <Section title={say('notices:settings.channels')}>
      <MailNote settings={settings} />
      {save.isSuccess && Object.keys(changed).length === 0 ? (
        <Notice tone="good">{say('notices:settings.saved')}</Notice>
      ) : null}
      {save.isError ? <Failure error={save.error} /> : null}
      <Table caption={say('notices:settings.caption')} cards>
        <thead>
          <tr>
            <th scope="col">{say('notices:settings.kind')}</th>
            {channels.map((channel) => (
              <th scope="col" key={channel}>
                {say(`notices:channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {settings.kinds.map(({ kind, legal, channels: own }) => (
            <tr key={kind}>
              <th scope="row" data-name={say('notices:settings.kind')}>
                <span>
                  {say(`notices:kind.${kind}`)}
                  {legal ? <small className="pw-soft"> – {say('notices:settings.fixed')}</small> : null}
                </span>
              </th>
              {channels.map((channel) => {
                const found = own.find((one) => one.channel === channel);
                const name = nameOf(kind, channel);
                return (
                  <td key={channel} data-name={say(`notices:channel.${channel}`)}>
                    {found ? (
                      <input
                        type="checkbox"
                        className="pw-tick"
                        aria-label={`${say(`notices:kind.${kind}`)}: ${say(`notices:channel.${channel}`)}`}
                        checked={changed[name] ?? found.on}
                        disabled={found.fixed}
                        onChange={(event) => setChanged({ ...changed, [name]: event.target.checked })}
                      />
                    ) : (
                      '–'
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="pw-actions">
        <Button busy={save.isPending && say('notices:settings.saving')} onClick={() => save.mutate()}>
          {say('common:save')}
        </Button>
      </div>
    </Section>
  );
}

function MailNote({ settings }: { readonly settings: NoticeSettings }) {
  const say = useWords('notices');
  if (!settings.mailConfigured) {
    return (
      <Notice tone="warning" quiet>
        {say('notices:settings.noMail')}
      </Notice>
    );
  }
  if (settings.email === null) {
    return (
      <Notice tone="warning" quiet>
        {say('notices:settings.noAddress')}
      </Notice>
    );
  }
  return <p>{say('notices:settings.address', { email: settings.email })}</p>;
}
