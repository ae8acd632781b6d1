import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isPublicAddress,
  type OutboundPost,
  postOutbound,
  type Resolve,
  TargetForbidden,
} from './outbound-http.ts';

let server: Server;
let port: number;
const got: { path: string; body: string; host: string | undefined }[] = [];

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      got.push({ path: request.url ?? '', body, host: request.headers.host });
      if (request.url === '/redirect') response.writeHead(302, { location: '/secret' }).end('đi chỗ khác');
      else if (request.url === '/endless') {
        const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
        response.on('close', () => clearInterval(timer));
      } else if (request.url === '/hangs') return;
      else response.end('đã nhận\r\nX');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (url: string, more: Partial<OutboundPost> = {}) =>
  postOutbound({
    url,
    headers: { 'content-type': 'text/plain' },
    body: 'tin',
    allowPrivate: [],
    timeoutMs: 3000,
    ...more,
  });
const answering =
  (...addresses: readonly string[]): Resolve =>
  (_host, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('an outbound request', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '240.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
    'không phải địa chỉ',
  ])('is never made to %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '203.162.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
    'may be made to %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://localhost:PORT/',
    'http://user:pass@127.0.0.1:PORT/',
  ])('to %s is refused before anything is sent', async (url) => {
    const before = got.length;
    await expect(post(url.replace('PORT', String(port)))).rejects.toThrow(TargetForbidden);
    expect(got).toHaveLength(before);
  });

  it('to a name is refused when one of its addresses is not public, whichever comes first', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::ffff:10.0.0.1']]) {
      const asked = post(`http://gateway.example.vn:${port}/`, { resolve: answering(...addresses) });
      await expect(asked).rejects.toThrow(TargetForbidden);
    }
  });

  it('goes to the very address that was checked: the name is looked up once', async () => {
    let asked = 0;
    const rebinding: Resolve = (host, done) => {
      asked += 1;
      answering(asked === 1 ? '127.0.0.1' : '127.0.0.9')(host, done);
    };
    const allowPrivate = ['rebind.noi-bo'];
    const answer = await post(`http://rebind.noi-bo:${port}/`, { resolve: rebinding, allowPrivate });
    expect([answer.status, asked]).toEqual([200, 1]);
  });

  it('to a name that nobody knows fails with that reason', async () => {
    const unknown = new Error('getaddrinfo ENOTFOUND khong-co.example');
    const resolve: Resolve = (_host, done) => done(unknown, undefined as unknown as []);
    await expect(post('http://khong-co.example/', { resolve })).rejects.toThrow('ENOTFOUND');
    const nothing: Resolve = (_host, done) => done(null, []);
    await expect(post('http://rong.example/', { resolve: nothing })).rejects.toThrow('no address');
  });

  it('to a host that the operator allows is made, with the name in its Host header', async () => {
    const resolve = answering('127.0.0.1');
    for (const allowPrivate of [[`gateway.noi-bo:${port}`], ['gateway.noi-bo']]) {
      const answer = await post(`http://gateway.noi-bo:${port}/nhan`, { allowPrivate, resolve });
      expect(answer).toEqual({ status: 200, answer: 'đã nhận X' });
      expect(got.at(-1)).toEqual({ path: '/nhan', body: 'tin', host: `gateway.noi-bo:${port}` });
    }
    await expect(
      post(`http://gateway.noi-bo:${port}/`, { allowPrivate: ['gateway.noi-bo:1'], resolve }),
    ).rejects.toThrow(TargetForbidden);
  });

  it('does not follow a redirect', async () => {
    const before = got.length;
    const answer = await post(`http://127.0.0.1:${port}/redirect`, { allowPrivate: ['127.0.0.1'] });
    expect(answer.status).toBe(302);
    expect(got.slice(before).map(({ path }) => path)).toEqual(['/redirect']);
  });

  it('reads the first words of an answer without end, and gives up one that does not come', async () => {
    const allowPrivate = ['127.0.0.1'];
    const endless = await post(`http://127.0.0.1:${port}/endless`, { allowPrivate });
    expect(endless.answer.length).toBeLessThanOrEqual(300);
    await expect(post(`http://127.0.0.1:${port}/hangs`, { allowPrivate, timeoutMs: 200 })).rejects.toThrow();
    await expect(post('http://127.0.0.1:1/', { allowPrivate })).rejects.toThrow('ECONNREFUSED');
  });
});
