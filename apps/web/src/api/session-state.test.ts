import type { Me } from '@parix/api-contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from './session-state.ts';

const me = { csrfToken: 'ma', serverTime: '2022-03-01T00:00:00Z' } as unknown as Me;

beforeEach(() => session.begin(me));

describe('locking the page', () => {
  it('is not undone by an answer that was asked for before the server had locked too', async () => {
    let settle = (): void => undefined;
    const done = session.lock(() => new Promise<void>((resolve) => (settle = resolve)));
    expect([session.expired(), session.locked()]).toEqual([true, true]);
    session.begin(me);
    expect([session.expired(), session.locked()]).toEqual([true, true]);
    settle();
    await done;
    session.begin(me);
    expect([session.expired(), session.locked()]).toEqual([false, false]);
  });

  it('locks the page although the server is not reached', async () => {
    await session.lock(() => Promise.reject(new Error('no network')));
    expect([session.expired(), session.locked()]).toEqual([true, true]);
    session.begin(me);
    expect(session.expired()).toBe(false);
  });
});
