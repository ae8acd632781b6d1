import type { VerifyStep } from '@parix/publication';

export interface Order {
  /** A file that was picked, or the address of one on this server. */
  readonly zip: File | string;
  readonly trustedKey: string | undefined;
}

export type News =
  | { readonly type: 'step'; readonly step: VerifyStep }
  /** `fault`: file and place that differ; null when everything holds. */
  | { readonly type: 'done'; readonly fault: string | null; readonly keyFromFolder: boolean }
  | { readonly type: 'unreadable'; readonly words: string };
