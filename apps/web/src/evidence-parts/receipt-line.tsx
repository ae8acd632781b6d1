import type { Receipt } from '@parix/api-contract';
import { useEffect, useRef } from 'react';
import { showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';

/** The signed receipt of a stored file, to keep: byte for byte as it was signed. */
export function ReceiptLine({ receipt }: { readonly receipt: Receipt }) {
  const say = useWords('evidence');
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([receipt.note], { type: 'text/plain;charset=utf-8' }));
    link.current?.setAttribute('href', made);
    return () => URL.revokeObjectURL(made);
  }, [receipt.note]);
  return (
    <div className="pw-stack">
      <p>{say('evidence:receipt.at', { at: showInstant(receipt.receivedAt) })}</p>
      <p className="pw-small pw-break">
        {say('evidence:receipt.hash')} <code>{receipt.hash}</code>
      </p>
      <div className="pw-actions">
        <a
          ref={link}
          className="pw-button"
          data-look="second"
          download={`bien-nhan-${receipt.hash.slice(0, 12)}.txt`}
        >
          {say('evidence:receipt.download')}
        </a>
        <a href={receipt.checkUrl} target="_blank" rel="noopener noreferrer">
          {say('evidence:receipt.check')}
        </a>
      </div>
    </div>
  );
}
