import type { FastifyReply, FastifyRequest } from 'fastify';

/** The `__Host-` prefix binds the cookie to this host, but browsers accept it over https only. */
const nameFor = (secure: boolean): string => (secure ? '__Host-parix' : 'parix');

export const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

export function readSessionCookie(request: FastifyRequest, publicUrl: string): string | undefined {
  return request.cookies[nameFor(isSecure(publicUrl))];
}

/** The server ends the session; the browser forgets the cookie by itself after `hours` at the latest. */
export function setSessionCookie(
  reply: FastifyReply,
  publicUrl: string,
  secret: string,
  hours: number,
): void {
  const secure = isSecure(publicUrl);
  reply.setCookie(nameFor(secure), secret, {
    path: '/',
    httpOnly: true,
    secure,
    // Lax: a link in a message opens the page signed in, but no other site can post with the cookie.
    sameSite: 'lax',
    maxAge: hours * 3600,
  });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  const secure = isSecure(publicUrl);
  reply.clearCookie(nameFor(secure), { path: '/', httpOnly: true, secure, sameSite: 'lax' });
}
