import type { PrintedReceipt } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addressOf } from '../../api/request.ts';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Section } from '../../ui/index.ts';

/** Until the log has the receipt, its proof cannot be fetched: asked again this often (ms). */
const ASK_AGAIN = 15_000;

/** The receipt of a submission: what it says, its QR code, the files to keep, and printing. */
export function ReceiptView({ receiptId }: { readonly receiptId: string }) {
  const receipt = useQuery({
    queryKey: ['receipt', receiptId],
    queryFn: ({ signal }) => call('getReceipt', { params: { receiptId }, signal }),
    refetchInterval: ({ state }) => (state.data && state.data.logged === null ? ASK_AGAIN : false),
  });
  return <Loaded query={receipt}>{(printed) => <Printed receipt={printed} />}</Loaded>;
}

function Printed({ receipt }: { readonly receipt: PrintedReceipt }) {
  const say = useWords('sign-off');
  const file = (what: 'note' | 'proof') => addressOf({ path: `/receipts/${receipt.id}/${what}` }, {});
  return (
    <Section title={say('sign-off:receipt.title')}>
      <div className="pw-receipt">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(receipt.qrSvg)}`}
          alt={say('sign-off:receipt.qr', { address: receipt.qrText })}
          width={180}
          height={180}
        />
        <dl className="pw-facts">
          <Fact name={say('sign-off:receipt.unit')}>{`${receipt.unitName} (${receipt.unitCode})`}</Fact>
          <Fact name={say('sign-off:receipt.round')}>{receipt.roundTitle}</Fact>
          <Fact name={say('sign-off:receipt.at')}>{showInstant(receipt.receivedAt)}</Fact>
          <Fact name={say('sign-off:receipt.record')}>
            <code>{receipt.recordHash}</code>
          </Fact>
          <Fact name={say('sign-off:receipt.hash')}>
            <code>{receipt.hash}</code>
          </Fact>
          <Fact name={say('sign-off:receipt.log')}>
            {receipt.logged
              ? say('sign-off:receipt.logged', {
                  index: receipt.logged.index,
                  at: showInstant(receipt.logged.loggedAt),
                })
              : say('sign-off:receipt.waits')}
          </Fact>
          <Fact name={say('sign-off:receipt.check')}>
            <a href={receipt.checkUrl}>{receipt.checkUrl}</a>
          </Fact>
        </dl>
      </div>
      <div className="pw-actions">
        <a className="pw-button" data-look="second" href={file('note')} download>
          {say('sign-off:receipt.note')}
        </a>
        {receipt.logged ? (
          <a className="pw-button" data-look="second" href={file('proof')} download>
            {say('sign-off:receipt.proof')}
          </a>
        ) : null}
        <Button look="second" onClick={() => window.print()}>
          {say('sign-off:receipt.print')}
        </Button>
      </div>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
