import type { ReactNode } from 'react';

export type Tone = 'info' | 'good' | 'warning' | 'bad';

/** A message in place. Bad news interrupts a screen reader, other news waits its turn. */
export function Notice({
  tone = 'info',
  title,
  children,
  quiet = false,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Part of the page from the start: not announced. */
  readonly quiet?: boolean;
}) {
  const role = quiet ? undefined : tone === 'bad' ? 'alert' : 'status';
  return (
    <div className="pw-notice" data-tone={tone} role={role}>
      {title ? (
        <p>
          <strong>{title}</strong>
        </p>
      ) : null}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}
