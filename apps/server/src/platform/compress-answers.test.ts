import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCompression } from './compress-answers.ts';

const LONG = {
  items: Array.from({ length: 500 }, (_, at) => ({ id: at, title: 'Tiêu chí cải cách hành chính' })),
};
let app: FastifyInstance;

beforeAll(async () => {
  app = fastify();
  installCompression(app);
  app.get('/long', async () => LONG);
  app.post('/long', async () => LONG);
  app.get('/short', async () => ({ csrfToken: 'bí mật' }));
  app.get('/page', async (_request, reply) => reply.type('text/html').send('x'.repeat(10_000)));
  await app.ready();
});
afterAll(() => app.close());

const ask = (url: string, accepted: string, method: 'GET' | 'POST' = 'GET') =>
  app.inject({ method, url, headers: { 'accept-encoding': accepted } });

describe('a long answer', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip;q=0.5, br;q=0', 'gzip', gunzipSync],
  ])('is packed for who takes “%s” as %s, and says the same', async (accepted, packing, unpack) => {
    const answer = await ask('/long', accepted);
    expect(answer.headers).toMatchObject({ 'content-encoding': packing, vary: 'accept-encoding' });
    expect(answer.rawPayload.length).toBeLessThan(JSON.stringify(LONG).length / 5);
    expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
    expect(JSON.parse(unpack(answer.rawPayload).toString('utf8'))).toEqual(LONG);
  });

  it('is sent as it is to who takes nothing else', async () => {
    for (const accepted of ['', 'identity', 'br;q=0, gzip;q=0.0', 'zstd']) {
      const answer = await ask('/long', accepted);
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.json()).toEqual(LONG);
    }
  });
});

describe('what is not packed', () => {
  it('is short, where secrets of a person stand, or no JSON, or the answer to an act', async () => {
    for (const answer of [
      await ask('/short', 'br'),
      await ask('/page', 'br'),
      await ask('/long', 'br', 'POST'),
    ])
      expect(answer.headers['content-encoding']).toBeUndefined();
  });
});
