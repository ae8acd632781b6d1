import type { Row } from '../../db/schema.ts';
import type { Locale } from '../../platform/locale.ts';
import { type MailBlock, paragraph } from '../../platform/mail/compose-mail.ts';

interface Reader {
  readonly displayName: string;
  readonly locale: Locale;
}

/** Notices told in full in one mail; further ones by their first line, as many as fit on a page or two. */
const IN_FULL = 10;
const BY_LINE = 100;

/**
 * One mail of one notice, or of several: then each stands under its own line, dates and duties first, because the
 * subject names the first and of very many only the first stand in full.
 */
export function mailOfNotices(
  told: readonly Row<'notice'>[],
  { displayName, locale }: Reader,
  publicUrl: string,
): { readonly subject: string; readonly blocks: readonly MailBlock[] } {
  const en = locale === 'en';
  const notices = told.toSorted((a, b) => Number(b.legal) - Number(a.legal));
  const [first] = notices;
  const several = notices.length > 1;
  const subject = several
    ? en
      ? `${notices.length} notices: ${first?.subject ?? ''}; …`
      : `${notices.length} thông báo: ${first?.subject ?? ''}; …`
    : (first?.subject ?? '');
  const settings = {
    kind: 'link',
    label: en ? 'Choose which mails you get' : 'Chọn loại thư muốn nhận',
    url: `${publicUrl}/notices/settings`,
  } as const;
  return {
    subject,
    blocks: [
      paragraph(en ? `To ${displayName},` : `Kính gửi ${displayName},`),
      ...notices.slice(0, IN_FULL).flatMap((notice) => blocksOf(notice, several, en, publicUrl)),
      ...restOf(notices.slice(IN_FULL), en, publicUrl),
      paragraph(
        en
          ? 'This mail was sent by itself; nobody reads answers to it.'
          : 'Thư này được gửi tự động; vui lòng không trả lời.',
      ),
      settings,
    ],
  };
}

function restOf(rest: readonly Row<'notice'>[], en: boolean, publicUrl: string): MailBlock[] {
  if (rest.length === 0) return [];
  const more = rest.length - BY_LINE;
  const lines = rest.slice(0, BY_LINE).map(({ subject }) => subject);
  return [
    { kind: 'heading', text: en ? `${rest.length} further notices` : `${rest.length} thông báo khác` },
    {
      kind: 'list',
      items: more > 0 ? [...lines, en ? `and ${more} more` : `và ${more} thông báo nữa`] : lines,
    },
    { kind: 'link', label: en ? 'All notices' : 'Xem tất cả thông báo', url: `${publicUrl}/notices` },
  ];
}

function blocksOf(
  { subject, body, path }: Row<'notice'>,
  several: boolean,
  en: boolean,
  publicUrl: string,
): MailBlock[] {
  return [
    ...(several ? [{ kind: 'heading', text: subject } as const] : []),
    ...body.split('\n\n').map(paragraph),
    ...(path === null
      ? []
      : [
          {
            kind: 'link',
            label: en ? 'Open in Parix' : 'Mở trong Parix',
            url: `${publicUrl}${path}`,
          } as const,
        ]),
  ];
}
