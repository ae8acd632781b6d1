import { ROUTES, type NoticeRecord } from '@parix/api-contract';
import { NOTICE_KINDS } from '@parix/workflow';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { roundsQuery } from '../../api/queries.ts';
import { addressOf } from '../../api/request.ts';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Page, Section, SelectField, Table } from '../../ui/index.ts';
import { MailStatusSection } from './mail-status-section.tsx';

/** Who was told what and what became of it; whether mail works at all. */
export function NoticeRecordsPage() {
  const say = useWords('notices');
  const language = useLanguage();
  const { round, kind } = useSearch({ from: '/inside/notice-records' });
  const navigate = useNavigate({ from: '/notice-records' });
  const rounds = useQuery(roundsQuery);
  const query = { roundId: round, kind };
  const records = useInfiniteQuery({
    queryKey: ['notice-records', query, language],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listNoticeRecords', { query: { ...query, cursor: pageParam || undefined }, signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  return (
    <Page title={say('notices:records.title')} lead={say('notices:records.lead')}>
      <MailStatusSection />
      <Section
        title={say('notices:records.list')}
        actions={
          <a href={addressOf(ROUTES.exportNoticeRecords, { query })}>{say('notices:records.export')}</a>
        }
      >
        <div className="pw-form-row" role="search">
          <SelectField
            label={say('notices:records.round')}
            value={round ?? ''}
            choices={[
              { value: '', label: say('notices:progress.all') },
              ...(rounds.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(event) => void navigate({ search: { kind, round: event.target.value || undefined } })}
          />
          <SelectField
            label={say('notices:settings.kind')}
            value={kind ?? ''}
            choices={[
              { value: '', label: say('notices:progress.all') },
              ...NOTICE_KINDS.map((one) => ({ value: one, label: say(`notices:kind.${one}`) })),
            ]}
            onChange={(event) =>
              void navigate({
                search: { round, kind: NOTICE_KINDS.find((one) => one === event.target.value) },
              })
            }
          />
        </div>
        <Paged
          query={records}
          empty={<Empty title={say('notices:records.none')}>{say('notices:records.noneNext')}</Empty>}
        >
          {(items: readonly NoticeRecord[]) => <RecordTable records={items} />}
        </Paged>
      </Section>
    </Page>
  );
}

function RecordTable({ records }: { readonly records: readonly NoticeRecord[] }) {
  const say = useWords('notices');
  const heads = ['at', 'kind', 'recipient', 'subject', 'seen', 'mail'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`notices:record.${head}`)]));
  return (
    <Table caption={say('notices:records.caption')} hideCaption cards>
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
        {records.map((record) => (
          <tr key={record.noticeId}>
            <td data-name={names.at}>{showInstant(record.createdAt)}</td>
            <td data-name={names.kind}>{say(`notices:kind.${record.kind}`)}</td>
            <td data-name={names.recipient}>{record.recipient}</td>
            <th scope="row" data-name={names.subject}>
              <Link
                to="/notice-records/$unitId/$noticeId"
                params={{ unitId: record.unitId, noticeId: record.noticeId }}
              >
                {record.subject}
              </Link>
            </th>
            <td data-name={names.seen}>{record.seenAt === null ? '–' : showInstant(record.seenAt)}</td>
            <td data-name={names.mail}>
              <span>
                {record.mail ?? say('notices:record.notYet')}
                {record.webhook === null ? '' : ` · ${say('notices:channel.webhook')}: ${record.webhook}`}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
