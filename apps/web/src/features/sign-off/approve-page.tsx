import type { Approval, Card, SetDetail, SignOff } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { itemsInOrder, treeOf } from '../../set-tree/tree.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, CheckField, Notice, Section } from '../../ui/index.ts';
import { AnswersTable } from './answers-table.tsx';
import { CardFrame } from '../../card-parts/card-frame.tsx';
import { CardStanding } from '../../card-parts/card-standing.tsx';
import { GapList } from '../../card-parts/gap-list.tsx';
import { ReportUnset } from '../../card-parts/report-unset.tsx';
import { useRenewCard, useSignOff } from '../../card-parts/sign-off-query.ts';
import { ReceiptView } from './receipt-view.tsx';

/** Check of all answers, approval, and the receipt, one after the other. */
export function ApprovePage() {
  const say = useWords('sign-off');
  const key = useParams({ from: '/inside/rounds/$roundId/cards/$unitId/approve' });
  const standing = useSignOff(key);
  const [approved, setApproved] = useState<Approval | null>(null);
  return (
    <CardFrame card={key} title={say(approved ? 'sign-off:approved.page' : 'sign-off:approve.title')}>
      {(card, set) =>
        approved ? (
          <Received approval={approved} card={card} />
        ) : (
          <Loaded query={standing}>
            {(now) => <Check card={card} set={set} standing={now} onApproved={setApproved} />}
          </Loaded>
        )
      }
    </CardFrame>
  );
}

function Check(props: {
  readonly card: Card;
  readonly set: SetDetail;
  readonly standing: SignOff;
  readonly onApproved: (approval: Approval) => void;
}) {
  const say = useWords('sign-off');
  const language = useLanguage();
  const { card, set, standing } = props;
  const renew = useRenewCard(card);
  const [known, setKnown] = useState(false);
  const sentSequence = standing.sentSequence;
  const approve = useMutation({
    mutationFn: (sequence: number) =>
      call('approveCard', {
        params: { roundId: card.roundId, unitId: card.unitId },
        body: { sentSequence: sequence },
      }),
    onSuccess: (approval) => {
      props.onApproved(approval);
      void renew();
    },
    onError: () => void renew(),
  });
  if (!standing.may.approve || sentSequence === null)
    return (
      <>
        {approve.isError ? <Failure error={approve.error} /> : null}
        <CardStanding standing={standing} onPassed={() => void renew()} />
        <Notice tone="warning" quiet title={say('sign-off:approve.notNow')}>
          <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId: card.roundId, unitId: card.unitId }}>
            {say('sign-off:backToCard')}
          </Link>
        </Notice>
      </>
    );
  const { totals } = card;
  return (
    <div className="pw-stack">
      <CardStanding standing={standing} onPassed={() => void renew()} />
      <p>
        {say('sign-off:approve.totals', {
          points: showNumber(totals.points, language),
          max: showNumber(totals.maximum, language),
          filled: totals.filled,
          items: totals.items,
        })}
      </p>
      {standing.gaps.length > 0 ? (
        <Notice tone="warning" quiet title={say('sign-off:send.missing', { number: standing.gaps.length })}>
          <GapList card={card} set={set} gaps={standing.gaps} />
        </Notice>
      ) : null}
      <AnswersTable card={card} items={itemsInOrder(treeOf(set))} />
      <Section title={say('sign-off:approve.sign')}>
        <p>{say('sign-off:approve.text')}</p>
        <p>
          <Link
            to="/rounds/$roundId/cards/$unitId/report"
            params={{ roundId: card.roundId, unitId: card.unitId }}
          >
            {say('sign-off:approve.report')}
          </Link>
        </p>
        <ReportUnset card={card} />
        {approve.isError ? <Failure error={approve.error} /> : null}
        <CheckField
          label={say('sign-off:approve.known')}
          checked={known}
          onChange={(event) => setKnown(event.target.checked)}
        />
        <div className="pw-actions">
          <Button
            disabled={!known}
            busy={approve.isPending && say('sign-off:sending')}
            onClick={() => (known ? approve.mutate(sentSequence) : undefined)}
          >
            {say('sign-off:approve.do')}
          </Button>
        </div>
      </Section>
    </div>
  );
}

function Received({ approval, card }: { readonly approval: Approval; readonly card: Card }) {
  const say = useWords('sign-off');
  const { submission, receivedAt, closesAt, receipt } = approval;
  return (
    <div className="pw-stack">
      <Notice tone="good" title={say('sign-off:approved.title', { at: showInstant(receivedAt) })}>
        <p>{say('sign-off:approved.text', { number: submission.number, who: submission.by })}</p>
        {submission.late ? (
          <p>
            {say('sign-off:approved.late', {
              at: showInstant(receivedAt),
              closed: approval.roundClosesAt ? showInstant(approval.roundClosesAt) : '–',
            })}
          </p>
        ) : closesAt ? (
          <p>{say('sign-off:approved.inTime', { closes: showInstant(closesAt) })}</p>
        ) : null}
      </Notice>
      {receipt.id === null ? null : <ReceiptView receiptId={receipt.id} />}
      <p>
        <Link
          to="/rounds/$roundId/cards/$unitId/report"
          params={{ roundId: card.roundId, unitId: card.unitId }}
          search={{ submission: submission.sequence }}
        >
          {say('sign-off:approved.report')}
        </Link>
      </p>
      <p>
        <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId: card.roundId, unitId: card.unitId }}>
          {say('sign-off:backToCard')}
        </Link>
      </p>
    </div>
  );
}
