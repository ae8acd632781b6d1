import type { DeliveryOutcome, MailOutcome } from '../../db/schema.ts';
import type { Locale } from '../../platform/locale.ts';

const WORDS: Readonly<Record<DeliveryOutcome | MailOutcome, readonly [vi: string, en: string]>> = {
  seen: ['Đã xem trong Parix', 'Seen in Parix'],
  'handed-over': ['Đã chuyển vào hàng đợi gửi thư', 'Put into the mail queue'],
  accepted: ['Máy chủ nhận đã tiếp nhận', 'Taken by the server'],
  deferred: ['Chưa gửi được, sẽ thử lại', 'Not yet, to be tried again'],
  refused: ['Bị từ chối', 'Refused'],
  'given-up': ['Đã thôi gửi sau nhiều lần thử', 'Given up after many tries'],
  'switched-off': ['Không gửi: người nhận đã tắt', 'Not sent: switched off by the person'],
  'no-address': ['Không gửi: tài khoản chưa có địa chỉ thư', 'Not sent: the account has no address'],
  'account-closed': ['Không gửi: tài khoản đã khóa', 'Not sent: the account is closed'],
  'not-configured': ['Không gửi: chưa cấu hình kênh này', 'Not sent: this channel is not set up'],
};

/** What became of a delivery, in words, with the code of the server's answer. */
export function outcomeWords(
  outcome: DeliveryOutcome | MailOutcome,
  code: number | null,
  locale: Locale,
): string {
  const words = WORDS[outcome][locale === 'en' ? 1 : 0];
  return code === null ? words : `${words} (${code})`;
}
