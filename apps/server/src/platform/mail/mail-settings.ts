/** How mail leaves the installation. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps://). */
  readonly implicitTls: boolean;
  /** `required`: no mail goes out unencrypted. `if-offered`: encrypted when the server can. `off`: a relay on this machine. */
  readonly tls: MailTls;
  /** PEM file of the authority that signed the server's certificate, beside those the system trusts. */
  readonly caFile: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: MailAddress;
}
export type MailTls = 'required' | 'if-offered' | 'off';

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** One mailbox in ASCII, as mail servers everywhere take it; no comments, no quotes, no control characters. */
const ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63})*$/i;

export const isMailAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** `smtp://user:password@host:587`, `smtps://host`; undefined when it is something else. */
export function parseSmtpUrl(
  text: string,
): Pick<MailSettings, 'host' | 'port' | 'implicitTls' | 'user' | 'password'> | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const implicitTls = url.protocol === 'smtps:';
  if ((!implicitTls && url.protocol !== 'smtp:') || url.hostname === '') return undefined;
  if (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) return undefined;
  if (/%(?![0-9a-f]{2})/i.test(url.username + url.password)) return undefined;
  const part = (value: string): string | undefined => (value === '' ? undefined : decodeURIComponent(value));
  const port = url.port === '' ? (implicitTls ? 465 : 587) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port, implicitTls, user: part(url.username), password: part(url.password) };
}

/** `cchc@example.vn` or `Cơ quan thường trực CCHC <cchc@example.vn>`; undefined when it is something else. */
export function parseMailFrom(text: string): MailAddress | undefined {
  const named = /^([^<>\p{Cc}]{1,100}?)\s*<([^<>]+)>$/u.exec(text.trim());
  const address = named?.[2] ?? text.trim();
  const name = (named?.[1] ?? '').replace(/^"|"$/g, '').trim();
  return isMailAddress(address) ? { name, address } : undefined;
}
