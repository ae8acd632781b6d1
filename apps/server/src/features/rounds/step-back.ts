import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Round } from './rounds.read-model.ts';

/** Going back reopens what people took for settled: it is done with a reason on record. */
export function requireReason(
  _context: Context,
  _round: Round,
  { reason }: { readonly reason: string },
): Promise<void> {
  if (reason.trim() === '') refuse('bad-request', { errors: [reasonMissing] });
  return Promise.resolve();
}

const reasonMissing = {
  place: '/reason',
  code: 'reason-required',
  message: 'Cần ghi lý do khi chuyển về giai đoạn trước. / A reason is required to go back a step.',
};
