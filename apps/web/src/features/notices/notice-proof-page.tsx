import type { NoticeProof } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { showDate, showInstant, showTime } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Page, Section, Table } from '../../ui/index.ts';

/** Everything that is known of one notice, from the moment it was stored; can be printed. */
export function NoticeProofPage() {
  const say = useWords('notices');
  const language = useLanguage();
  const params = useParams({ from: '/inside/notice-records/$unitId/$noticeId' });
  const proof = useQuery({
    queryKey: ['notice-proof', params, language],
    queryFn: ({ signal }) => call('getNoticeProof', { params, signal }),
  });
  return (
    <Page
      title={say('notices:proof.title')}
      crumbs={[{ label: say('notices:records.title'), to: '/notice-records' }]}
    >
      <Loaded query={proof}>{(data) => <Proof proof={data} />}</Loaded>
    </Page>
  );
}

function Proof({ proof }: { readonly proof: NoticeProof }) {
  const say = useWords('notices');
  const facts = [
    ['id', proof.noticeId],
    ['stored', showInstant(proof.createdAt)],
    ['recipient', proof.recipient],
    ['kind', say(`notices:kind.${proof.kind}`)],
    ['legal', say(proof.legal ? 'common:yes' : 'common:no')],
    ['unit', proof.unitName ?? '–'],
    ['round', proof.roundId ?? '–'],
    ['actor', proof.actor ?? say('notices:proof.system')],
    ['seen', proof.seenAt === null ? say('notices:proof.notSeen') : showInstant(proof.seenAt)],
  ] as const;
  return (
    <>
      <dl className="pw-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`notices:proof.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Section title={say('notices:proof.words')}>
        <p>
          <strong>{proof.subject}</strong>
        </p>
        {proof.paragraphs.map((text, index) => (
          <p key={index} className="pw-lines">
            {text}
          </p>
        ))}
      </Section>
      <Section title={say('notices:proof.steps')}>
        {proof.steps.length === 0 ? <p>{say('notices:proof.noSteps')}</p> : <Steps steps={proof.steps} />}
      </Section>
    </>
  );
}

function Steps({ steps }: { readonly steps: NoticeProof['steps'] }) {
  const say = useWords('notices');
  const heads = ['at', 'channel', 'outcome', 'where', 'answer'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`notices:step.${head}`)]));
  return (
    <Table caption={say('notices:proof.steps')} hideCaption cards>
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
        {steps.map((step, index) => (
          <tr key={index}>
            <td data-name={names.at}>
              {showDate(step.at)} {showTime(step.at)}
            </td>
            <td data-name={names.channel}>{say(`notices:channel.${step.channel}`)}</td>
            <td data-name={names.outcome}>{step.outcome}</td>
            <td data-name={names.where}>{step.where ?? '–'}</td>
            <td data-name={names.answer}>{step.answer ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
