import type { Card, SetDetail, SignOff } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure, Loaded } from '../states/loaded.tsx';
import { Button, Notice } from '../ui/index.ts';
import { CardStanding } from './card-standing.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';
import { useRenewCard, useSignOff } from './sign-off-query.ts';
import { WindowDialog } from './window-dialog.tsx';

type Open = 'send' | 'return' | 'extend' | 'reopen' | null;

interface StepsProps {
  readonly card: Card;
  readonly set: SetDetail;
  /** Items typed here that the server does not have yet; nothing is sent or approved over them. */
  readonly unsent: number;
}

/** Head of the card: where it stands, until when, and the steps this person may take now. */
export function CardSteps(props: StepsProps) {
  const { card } = props;
  const query = useSignOff(card);
  return <Loaded query={query}>{(standing) => <Steps {...props} standing={standing} />}</Loaded>;
}

function Steps({ card, set, unsent, standing }: StepsProps & { readonly standing: SignOff }) {
  const say = useWords('sign-off');
  const navigate = useNavigate();
  const renew = useRenewCard(card);
  const [open, setOpen] = useState<Open>(null);
  const recall = useRecall(card);
  const { may } = standing;
  const close = () => setOpen(null);
  return (
    <section className="pw-stack" aria-label={say('sign-off:steps')}>
      <CardStanding standing={standing} onPassed={() => void renew()} />
      <Returned standing={standing} />
      {unsent > 0 && (may.send || may.approve) ? (
        <Notice tone="warning" quiet>
          {say('sign-off:unsent', { number: unsent })}
        </Notice>
      ) : null}
      {recall.isError ? <Failure error={recall.error} /> : null}
      <div className="pw-actions">
        {may.send ? (
          <Button disabled={unsent > 0} onClick={() => (unsent > 0 ? undefined : setOpen('send'))}>
            {say('sign-off:send.open')}
          </Button>
        ) : null}
        {may.approve ? (
          <Button
            onClick={() =>
              void navigate({
                to: '/rounds/$roundId/cards/$unitId/approve',
                params: { roundId: card.roundId, unitId: card.unitId },
              })
            }
          >
            {say('sign-off:approve.open')}
          </Button>
        ) : null}
        {may.return ? (
          <Button look="second" onClick={() => setOpen('return')}>
            {say('sign-off:return.open')}
          </Button>
        ) : null}
        {may.recall ? (
          <Button
            look="second"
            busy={recall.isPending && say('sign-off:sending')}
            onClick={() => recall.mutate()}
          >
            {say('sign-off:recall')}
          </Button>
        ) : null}
        {may.extend && !(standing.window === 'open' && standing.closesAt === null) ? (
          <Button look="second" onClick={() => setOpen('extend')}>
            {say('sign-off:extend.open')}
          </Button>
        ) : null}
        {may.reopen ? (
          <Button look="second" onClick={() => setOpen('reopen')}>
            {say('sign-off:reopen.open')}
          </Button>
        ) : null}
        <CardLinks card={card} mayAssign={may.assign} />
      </div>
      {open === 'send' ? <SendDialog card={card} set={set} standing={standing} onClose={close} /> : null}
      {open === 'return' && standing.sentSequence !== null ? (
        <ReturnDialog card={card} set={set} sentSequence={standing.sentSequence} onClose={close} />
      ) : null}
      {open === 'extend' || open === 'reopen' ? (
        <WindowDialog card={card} unitName={card.unitName} standing={standing} act={open} onClose={close} />
      ) : null}
    </section>
  );
}

function useRecall(card: Card) {
  const { roundId, unitId } = card;
  const renew = useRenewCard(card);
  return useMutation({
    mutationFn: () => call('recallCard', { params: { roundId, unitId }, body: { note: '' } }),
    onSettled: () => renew(),
  });
}

function Returned({ standing: { returned } }: { readonly standing: SignOff }) {
  const say = useWords('sign-off');
  if (!returned) return null;
  const title = say('sign-off:returned.title', { who: returned.by ?? '–', at: showInstant(returned.at) });
  return (
    <Notice tone="bad" quiet title={title}>
      <p className="pw-prewrap">{returned.reason}</p>
      {returned.remarks.length > 0 ? (
        <p>{say('sign-off:returned.remarks', { number: returned.remarks.length })}</p>
      ) : null}
    </Notice>
  );
}

function CardLinks({ card, mayAssign }: { readonly card: Card; readonly mayAssign: boolean }) {
  const say = useWords('sign-off');
  const params = { roundId: card.roundId, unitId: card.unitId };
  return (
    <>
      {mayAssign ? (
        <Link to="/rounds/$roundId/cards/$unitId/assignments" params={params}>
          {say('sign-off:link.assignments')}
        </Link>
      ) : null}
      <Link to="/rounds/$roundId/cards/$unitId/workbook" params={params}>
        {say('sign-off:link.workbook')}
      </Link>
      <Link to="/rounds/$roundId/cards/$unitId/report" params={params}>
        {say('sign-off:link.report')}
      </Link>
      <Link to="/rounds/$roundId/cards/$unitId/submissions" params={params}>
        {say('sign-off:link.submissions')}
      </Link>
    </>
  );
}
