import { useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Notice } from '../../ui/index.ts';

/** What became of a link for somebody: mailed, or shown this once to be handed over. */
export function HandedLink({
  link,
  email,
}: {
  readonly link: Answer<'sendAccountLink'>;
  readonly email: string;
}) {
  const say = useWords('access');
  const [copied, setCopied] = useState(false);
  if (link.url === null) return <Notice tone="good">{say('access:handed.mailed', { email })}</Notice>;
  const { url } = link;
  return (
    <div className="pw-stack">
      <Notice tone="warning" title={say('access:handed.title')}>
        {say('access:handed.text', { until: showInstant(link.expiresAt) })}
      </Notice>
      <p>
        <code className="pw-code pw-breakable">{url}</code>
      </p>
      {window.isSecureContext ? (
        <div className="pw-actions">
          <Button
            look="second"
            onClick={() =>
              void navigator.clipboard.writeText(url).then(
                () => setCopied(true),
                () => undefined,
              )
            }
          >
            {say('access:handed.copy')}
          </Button>
          <span role="status">{copied ? say('access:codes.copied') : ''}</span>
        </div>
      ) : null}
    </div>
  );
}
