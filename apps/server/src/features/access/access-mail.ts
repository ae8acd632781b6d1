import type { Locale } from '../../platform/locale.ts';
import { type MailBlock, paragraph } from '../../platform/mail/compose-mail.ts';

interface MailWords {
  readonly subject: string;
  readonly blocks: readonly MailBlock[];
}

export interface LinkMail {
  readonly kind: 'invitation' | 'password-reset' | 'email-change';
  readonly url: string;
  readonly expiresAt: Date;
}
interface Addressee {
  readonly username: string;
  readonly displayName: string;
}

/** Vietnam has had one time zone, seven hours ahead, since 1975. */
const instantWords = (instant: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant);

/** The mail that brings a single-use link: what it is for, until when, and what to do when it was not asked for. */
export function linkMail(link: LinkMail, addressee: Addressee, locale: Locale): MailWords {
  const until = instantWords(link.expiresAt, locale);
  return locale === 'en' ? englishLink(link, addressee, until) : vietnameseLink(link, addressee, until);
}

function vietnameseLink(
  { kind, url }: LinkMail,
  { username, displayName }: Addressee,
  until: string,
): MailWords {
  const hello = paragraph(`Kính gửi ${displayName},`);
  const once = `Liên kết chỉ dùng được một lần, đến ${until}.`;
  switch (kind) {
    case 'invitation':
      return {
        subject: 'Mời sử dụng hệ thống chấm điểm cải cách hành chính Parix',
        blocks: [
          hello,
          paragraph(
            `Bạn đã được cấp tài khoản ${username}. Mở liên kết sau để tự đặt mật khẩu và đăng nhập.`,
          ),
          { kind: 'link', label: 'Đặt mật khẩu', url },
          paragraph(`${once} Nếu quá hạn, hãy đề nghị người quản trị hoặc đầu mối đơn vị gửi lại.`),
        ],
      };
    case 'password-reset':
      return {
        subject: 'Đặt lại mật khẩu Parix',
        blocks: [
          hello,
          paragraph(`Có yêu cầu đặt lại mật khẩu của tài khoản ${username}.`),
          { kind: 'link', label: 'Đặt mật khẩu mới', url },
          paragraph(`${once} Bước xác thực thứ hai, nếu có, vẫn giữ nguyên.`),
          paragraph('Nếu bạn không yêu cầu, hãy bỏ qua thư này: mật khẩu cũ không thay đổi.'),
        ],
      };
    case 'email-change':
      return {
        subject: 'Xác nhận địa chỉ thư mới cho Parix',
        blocks: [
          hello,
          paragraph(`Địa chỉ này được khai làm địa chỉ thư mới của tài khoản ${username}.`),
          { kind: 'link', label: 'Xác nhận địa chỉ', url },
          paragraph(`${once} Nếu bạn không yêu cầu, hãy bỏ qua thư này.`),
        ],
      };
  }
}

function englishLink(
  { kind, url }: LinkMail,
  { username, displayName }: Addressee,
  until: string,
): MailWords {
  const hello = paragraph(`Dear ${displayName},`);
  const once = `The link works once, until ${until} (Vietnam time).`;
  switch (kind) {
    case 'invitation':
      return {
        subject: 'Invitation to Parix, the public administration reform index',
        blocks: [
          hello,
          paragraph(
            `You have been given the account ${username}. Open this link to choose a password and sign in.`,
          ),
          { kind: 'link', label: 'Choose a password', url },
          paragraph(`${once} After that, ask the administrator or your unit’s focal point for another.`),
        ],
      };
    case 'password-reset':
      return {
        subject: 'New password for Parix',
        blocks: [
          hello,
          paragraph(`Somebody asked for a new password for the account ${username}.`),
          { kind: 'link', label: 'Choose a new password', url },
          paragraph(`${once} Your second factor, if you have one, stays as it is.`),
          paragraph('If it was not you, ignore this mail: the old password stays.'),
        ],
      };
    case 'email-change':
      return {
        subject: 'Confirm your new mail address for Parix',
        blocks: [
          hello,
          paragraph(`This address was entered as the new one of the account ${username}.`),
          { kind: 'link', label: 'Confirm the address', url },
          paragraph(`${once} If it was not you, ignore this mail.`),
        ],
      };
  }
}

/** What was changed about how somebody signs in. */
export type AccessChange =
  | 'password-changed'
  | 'factor-added'
  | 'factor-removed'
  | 'factors-reset'
  | 'recovery-code-used'
  | 'email-changed';

const CHANGES: Readonly<Record<AccessChange, readonly [vi: string, en: string]>> = {
  'password-changed': ['Mật khẩu vừa được đổi.', 'The password has been changed.'],
  'factor-added': ['Vừa thêm một bước xác thực thứ hai.', 'A second factor has been added.'],
  'factor-removed': ['Vừa gỡ một bước xác thực thứ hai.', 'A second factor has been removed.'],
  'factors-reset': [
    'Quản trị hệ thống vừa đặt lại mật khẩu và các bước xác thực.',
    'The administrator has reset the password and the second factor.',
  ],
  'recovery-code-used': ['Một mã dự phòng vừa được dùng.', 'A recovery code has been used.'],
  'email-changed': [
    'Địa chỉ thư của tài khoản vừa được đổi.',
    'The mail address of the account has been changed.',
  ],
};

/** Tells a person that the way in was changed, so that somebody else’s hand does not stay unseen. */
export function changeMail(change: AccessChange, addressee: Addressee, at: Date, locale: Locale): MailWords {
  const [vi, en] = CHANGES[change];
  const when = instantWords(at, locale);
  if (locale === 'en') {
    return {
      subject: 'Your Parix account was changed',
      blocks: [
        paragraph(`Dear ${addressee.displayName},`),
        paragraph(`${en} (Account ${addressee.username}, ${when}, Vietnam time.)`),
        paragraph('If it was not you, tell the administrator at once.'),
      ],
    };
  }
  return {
    subject: 'Tài khoản Parix của bạn vừa có thay đổi',
    blocks: [
      paragraph(`Kính gửi ${addressee.displayName},`),
      paragraph(`${vi} (Tài khoản ${addressee.username}, lúc ${when}.)`),
      paragraph('Nếu không phải bạn thực hiện, hãy báo ngay cho quản trị hệ thống.'),
    ],
  };
}
