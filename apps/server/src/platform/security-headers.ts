import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { isSecure } from './session-cookie.ts';

/** Everything from this origin only, no inline script or style; HSTS where people come over https. */
export const CONTENT_SECURITY_POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
};

/** The policy as header text; a nonce lets in the styles that the web's component library adds at run time. */
export function policyText(styleNonce?: string): string {
  return Object.entries(CONTENT_SECURITY_POLICY)
    .map(([name, values]) => {
      const all =
        name === 'style-src' && styleNonce !== undefined ? [...values, `'nonce-${styleNonce}'`] : values;
      return `${name} ${all.join(' ')}`;
    })
    .join('; ');
}

export async function installSecurityHeaders(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: isSecure(publicUrl) ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  const policy = policyText();
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', policy);
  });
}
