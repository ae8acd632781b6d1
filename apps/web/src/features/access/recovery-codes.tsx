import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Notice } from '../../ui/index.ts';

/** Shown once. The person keeps them on paper or in a file, away from the phone whose loss they are for. */
export function RecoveryCodes({
  codes,
  username,
}: {
  readonly codes: readonly string[];
  readonly username: string;
}) {
  const say = useWords('access');
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const text = `Parix – ${username}\n${codes.join('\n')}\n`;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <div className="pw-stack">
      <Notice tone="warning" title={say('access:codes.title')}>
        {say('access:codes.text')}
      </Notice>
      <ul className="pw-codes" aria-label={say('access:codes.label')}>
        {codes.map((code) => (
          <li key={code}>
            <code className="pw-code">{code}</code>
          </li>
        ))}
      </ul>
      <div className="pw-actions">
        <a
          className="pw-button"
          data-look="second"
          download={`parix-${username}.txt`}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {say('access:codes.download')}
        </a>
        {window.isSecureContext ? (
          <Button look="second" onClick={() => void copy()}>
            {say('access:codes.copy')}
          </Button>
        ) : null}
        <Button look="second" onClick={() => window.print()}>
          {say('access:codes.print')}
        </Button>
      </div>
      <p role="status">
        {copied === null ? '' : say(copied === 'yes' ? 'access:codes.copied' : 'access:codes.notCopied')}
      </p>
    </div>
  );
}
