import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';

export function Waiting({ what }: { readonly what?: string }) {
  const say = useWords();
  return (
    <p className="pw-waiting" role="status">
      {what ?? say('common:loading')}
    </p>
  );
}

/** Nothing is here, why, and what to do about it. Never used for a failure. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="pw-notice" data-tone="info">
      <p>
        <strong>{title}</strong>
      </p>
      {children ? <p>{children}</p> : null}
      {action ? <div className="pw-actions">{action}</div> : null}
    </div>
  );
}
