import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** Somebody whom the service knows. */
export interface ServicePerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly groups?: readonly string[];
}

export interface OidcService {
  readonly issuer: string;
  /** Who signs in at the service from now on. */
  readonly person: (person: ServicePerson) => void;
  /** What the service says about how the person proved who they are. */
  readonly proved: (amr: readonly string[]) => void;
  /** Goes to the service as a browser does. @returns the address at which the browser comes back */
  readonly visit: (address: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export const CLIENT = { id: 'parix', secret: 'mot-khoa-bi-mat-cua-ung-dung-thu-nghiem' } as const;

const SCOPES = ['openid', 'profile', 'email', 'groups'];

/**
 * A real OpenID provider (the certified `oidc-provider`) on the loopback. Its sign-in page is left out: whoever is
 * named by `person` is signed in at once, or by the button of a page when `withPage`.
 */
export async function startOidcService(
  callbacks: readonly string[],
  { withPage = false }: { readonly withPage?: boolean } = {},
): Promise<OidcService> {
  const server = createServer();
  const issuer = await listen(server);
  let current: ServicePerson = { sub: 'ai-do' };
  let amr: readonly string[] = [];
  const provider = new Provider(
    issuer,
    configurationFor(callbacks, () => current),
  );
  provider.proxy = false;
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    if (withPage && request.method === 'GET') return showPage(response, current);
    finish(provider, request, response, current, amr).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return {
    issuer,
    person: (person) => void (current = person),
    proved: (values) => void (amr = values),
    visit: (address) => visit(address, issuer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

const configurationFor = (callbacks: readonly string[], current: () => ServicePerson): Configuration => ({
  clients: [
    {
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: [...callbacks],
      post_logout_redirect_uris: callbacks.map((callback) => new URL('/sign-in', callback).href),
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: {
    openid: ['sub'],
    profile: ['name', 'preferred_username'],
    email: ['email', 'email_verified'],
    groups: ['groups'],
    amr: null,
    auth_time: null,
  },
  scopes: SCOPES,
  cookies: { keys: ['mot-khoa-de-ky-cookie-thu-nghiem'] },
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...current(), sub }) }),
  loadExistingGrant: async (ctx) => {
    const { client, session, provider } = ctx.oidc;
    const grant = new provider.Grant({
      clientId: client?.clientId ?? '',
      accountId: session?.accountId ?? '',
    });
    grant.addOIDCScope(SCOPES.join(' '));
    await grant.save();
    return grant;
  },
  ttl: {
    AccessToken: 600,
    AuthorizationCode: 60,
    IdToken: 600,
    Interaction: 600,
    Session: 3600,
    Grant: 3600,
  },
});

async function finish(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  { sub }: ServicePerson,
  amr: readonly string[],
): Promise<void> {
  await provider.interactionFinished(request, response, { login: { accountId: sub, amr: [...amr] } });
}

function showPage(response: ServerResponse, { name = '' }: ServicePerson): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="vi"><title>Dịch vụ đăng nhập thử</title>
    <main><h1>Dịch vụ đăng nhập thử</h1><form method="post"><button>Tiếp tục với ${name}</button></form></main>`);
}

/** Follows the redirections inside the service with its cookies, until one leads out of it. */
async function visit(address: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let hop = 0; hop < 10; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
    next = new URL(location, next).href;
    if (new URL(next).origin !== new URL(issuer).origin) return next;
  }
  throw new Error('the service sends the browser in circles');
}
