import type { SetDetail, SubmissionSummary } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Table, Tag } from '../../ui/index.ts';
import { CardFrame } from '../../card-parts/card-frame.tsx';
import { ReceiptView } from './receipt-view.tsx';
import type { CardKey } from '../../card-parts/sign-off-query.ts';
import { SubmissionDifference } from './submission-difference.tsx';

type Shown = { readonly what: 'receipt' | 'changes'; readonly sequence: number };

/** The approved versions of a card, each with its receipt and what it changed. */
export function SubmissionsPage() {
  const say = useWords('sign-off');
  const key = useParams({ from: '/inside/rounds/$roundId/cards/$unitId/submissions' });
  return (
    <CardFrame card={key} title={say('sign-off:link.submissions')}>
      {(_, set) => <Submissions card={key} set={set} />}
    </CardFrame>
  );
}

function Submissions({ card, set }: { readonly card: CardKey; readonly set: SetDetail }) {
  const say = useWords('sign-off');
  const { roundId, unitId } = card;
  const [shown, setShown] = useState<Shown | null>(null);
  const submissions = useInfiniteQuery({
    queryKey: ['submissions', roundId, unitId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listSubmissions', {
        params: { roundId, unitId },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged
      query={submissions}
      empty={<Empty title={say('sign-off:submissions.none')}>{say('sign-off:submissions.noneNext')}</Empty>}
    >
      {(list: readonly SubmissionSummary[]) => (
        <>
          <SubmissionTable card={card} list={list} onShow={setShown} />
          {shown?.what === 'receipt' ? (
            <ReceiptOf key={shown.sequence} card={card} sequence={shown.sequence} />
          ) : null}
          {shown?.what === 'changes' ? (
            <SubmissionDifference
              key={shown.sequence}
              card={card}
              set={set}
              list={list}
              sequence={shown.sequence}
            />
          ) : null}
        </>
      )}
    </Paged>
  );
}

const FORMATS = ['docx', 'pdf'] as const;

/** The self-assessment report of one submission, as an official document. */
const reportAddress = ({ roundId, unitId }: CardKey, submission: number, format: string) =>
  addressOf({ path: `/rounds/${roundId}/units/${unitId}/report/${format}` }, { query: { submission } });

function SubmissionTable(props: {
  readonly card: CardKey;
  readonly list: readonly SubmissionSummary[];
  readonly onShow: (shown: Shown) => void;
}) {
  const say = useWords('sign-off');
  const language = useLanguage();
  return (
    <Table caption={say('sign-off:submissions.caption')} cards>
      <thead>
        <tr>
          <th scope="col">{say('sign-off:submissions.number')}</th>
          <th scope="col">{say('sign-off:submissions.at')}</th>
          <th scope="col">{say('sign-off:submissions.by')}</th>
          <th scope="col">{say('sign-off:answers.points')}</th>
          <th scope="col">{say('sign-off:submissions.hash')}</th>
          <th scope="col">{say('sign-off:submissions.see')}</th>
        </tr>
      </thead>
      <tbody>
        {props.list.map((one) => (
          <tr key={one.sequence}>
            <th scope="row" data-name={say('sign-off:submissions.number')}>
              {one.number}
            </th>
            <td data-name={say('sign-off:submissions.at')}>
              {showInstant(one.at)} {one.late ? <Tag tone="warning">{say('sign-off:late')}</Tag> : null}
            </td>
            <td data-name={say('sign-off:submissions.by')}>
              {one.by}
              {one.onBehalfOf ? ` (${say('sign-off:onBehalfOf', { who: one.onBehalfOf })})` : ''}
            </td>
            <td data-name={say('sign-off:answers.points')}>
              {say('common:pointsOf', {
                points: showNumber(one.points, language),
                max: showNumber(one.maximum, language),
              })}
            </td>
            <td data-name={say('sign-off:submissions.hash')}>
              <code title={one.sha256}>{one.sha256.slice(0, 12)}…</code>
            </td>
            <td data-name={say('sign-off:submissions.see')}>
              <div className="pw-actions">
                <Button
                  look="second"
                  size="small"
                  onClick={() => props.onShow({ what: 'receipt', sequence: one.sequence })}
                >
                  {say('sign-off:receipt.of', { number: one.number })}
                </Button>
                {one.number > 1 ? (
                  <Button
                    look="second"
                    size="small"
                    onClick={() => props.onShow({ what: 'changes', sequence: one.sequence })}
                  >
                    {say('sign-off:difference.of', { number: one.number })}
                  </Button>
                ) : null}
                {FORMATS.map((format) => (
                  <a key={format} href={reportAddress(props.card, one.sequence, format)} download>
                    {say(`sign-off:report.${format}`)}
                  </a>
                ))}
                <Link
                  to="/rounds/$roundId/cards/$unitId/report"
                  params={{ ...props.card }}
                  search={{ submission: one.sequence }}
                >
                  {say('sign-off:report.signed')}
                </Link>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The stored receipt that names this submission. */
function ReceiptOf({ card, sequence }: { readonly card: CardKey; readonly sequence: number }) {
  const say = useWords('sign-off');
  const { roundId, unitId } = card;
  const receipts = useInfiniteQuery({
    queryKey: ['receipts', roundId, unitId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listReceipts', {
        params: { roundId, unitId },
        query: { cursor: pageParam || undefined, limit: 100 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged query={receipts} empty={<Empty title={say('sign-off:receipt.none')} />}>
      {(list) => {
        const found = list.find((one) => one.kind === 'submission' && one.subject === String(sequence));
        return found ? <ReceiptView receiptId={found.id} /> : <Empty title={say('sign-off:receipt.none')} />;
      }}
    </Paged>
  );
}
