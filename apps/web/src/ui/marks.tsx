import type { ReactNode } from 'react';

export type TagTone = 'plain' | 'good' | 'warning' | 'bad' | 'strong';

export function Tag({ tone = 'plain', children }: { readonly tone?: TagTone; readonly children: ReactNode }) {
  return (
    <span className="pw-tag" data-tone={tone}>
      {children}
    </span>
  );
}

/** A class by name, with its colour as a second sign. `order` counts from the best class, 1-based. */
export function ClassMark({ name, order }: { readonly name: string; readonly order: number }) {
  return (
    <span className="pw-tag">
      <span className="pw-swatch" data-class={Math.min(5, Math.max(1, order))} aria-hidden="true" />
      {name}
    </span>
  );
}

/** Points against their maximum as a thin ruler; the numbers stand beside it in words. */
export function Ruler({ share }: { readonly share: number }) {
  return (
    <span className="pw-ruler" aria-hidden="true">
      <span style={{ width: `${Math.round(share * 1000) / 10}%` }} />
    </span>
  );
}
