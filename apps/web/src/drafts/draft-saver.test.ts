import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftSaver, PAUSE } from './draft-saver.ts';
import { createDraftStore, type DraftStorage } from './draft-store.ts';
import { newest, type Outcome } from './save-state.ts';

interface Item {
  readonly text: string;
  readonly version: number;
}
type Fault = Outcome<Item>;
class Refused extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** A device's storage in memory that survives a "reload" of the page. */
function device(room = Infinity): DraftStorage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (at) => [...held.keys()][at] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => {
      if (held.size >= room) throw new Error('no room');
      held.set(key, value);
    },
    removeItem: (key) => void held.delete(key),
  };
}

/** A server holding one item; `fault` decides what becomes of the next requests. */
function server() {
  const state = {
    item: { text: '', version: 0 } as Item,
    fault: null as Fault | 'lost-answer' | null,
    sent: 0,
  };
  const put = (text: string) => (state.item = { text, version: state.item.version + 1 });
  const send = async (_: string, draft: string, base: number): Promise<Item> => {
    state.sent++;
    await Promise.resolve();
    if (state.fault === 'lost-answer') {
      put(draft);
      throw new Refused({ kind: 'held' });
    }
    if (state.fault) throw new Refused(state.fault);
    if (base !== state.item.version) throw new Refused({ kind: 'conflict', current: state.item });
    return put(draft);
  };
  return { state, put, send };
}

function visit(backend: ReturnType<typeof server>, storage: DraftStorage) {
  const store = createDraftStore(() => storage);
  return createDraftSaver<string, Item>({
    send: backend.send,
    versionOf: (item) => item.version,
    savedAt: () => '2026-01-01T00:00:00Z',
    holds: (item, draft) => item.text === draft,
    judge: (error) => (error as Refused).fault,
    onSaved: () => undefined,
    keep: (id, draft, base) => store.put('me', 'card', id, { draft, base }),
    forget: (id) => store.remove('me', 'card', id),
    kept: () => store.all('me', 'card') as ReadonlyMap<string, { draft: string; base: number }>,
  });
}
const settle = (wait = 0) => vi.advanceTimersByTimeAsync(wait);

describe('typing on its way to the server', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes out a pause after the last key, once', async () => {
    const backend = server();
    const saver = visit(backend, device());
    for (const text of ['h', 'ho', 'hồ sơ']) {
      saver.edit('1.1', text, 0);
      await settle(PAUSE - 1);
    }
    expect(backend.state.sent).toBe(0);
    await settle(1);
    expect(backend.state).toMatchObject({ sent: 1, item: { text: 'hồ sơ', version: 1 } });
    expect(saver.entry('1.1')).toMatchObject({ draft: null, base: 1, state: { kind: 'saved' } });
  });

  it('is never replaced by an older text between the answer and the next reading', async () => {
    const saver = visit(server(), device());
    const read: Item = { text: 'cũ', version: 0 };
    const seen: string[] = [];
    saver.subscribe(() => seen.push(saver.entry('1.1').draft ?? newest(saver.entry('1.1'), read).text));
    saver.edit('1.1', 'mới', 0);
    await saver.flush('1.1');
    expect(new Set(seen)).toEqual(new Set(['mới']));
    expect(newest(saver.entry('1.1'), { text: 'mới hơn', version: 2 }).text).toBe('mới hơn');
  });

  it('goes out at once when the field is left', async () => {
    const backend = server();
    const saver = visit(backend, device());
    saver.edit('1.1', 'a', 0);
    await saver.flush('1.1');
    expect(backend.state.item.text).toBe('a');
  });

  it('keeps what is typed while a save is on its way and sends it on the new version', async () => {
    const backend = server();
    const saver = visit(backend, device());
    saver.edit('1.1', 'a', 0);
    const first = saver.flush('1.1');
    saver.edit('1.1', 'ab', 0);
    await first;
    expect(saver.entry('1.1')).toMatchObject({ draft: 'ab', base: 1, state: { kind: 'waiting' } });
    await settle(PAUSE);
    expect(backend.state.item).toEqual({ text: 'ab', version: 2 });
  });

  it('follows at once when the field was left meanwhile', async () => {
    const backend = server();
    const saver = visit(backend, device());
    saver.edit('1.1', 'a', 0);
    const first = saver.flush('1.1');
    saver.edit('1.1', 'ab', 0);
    await saver.flush('1.1');
    await first;
    await settle(1);
    expect(backend.state.item).toEqual({ text: 'ab', version: 2 });
  });

  it('is kept without a network and sent again by itself', async () => {
    const backend = server();
    const saver = visit(backend, device());
    backend.state.fault = { kind: 'held' };
    saver.edit('1.1', 'a', 0);
    await saver.flush('1.1');
    expect(saver.entry('1.1')).toMatchObject({ draft: 'a', state: { kind: 'held' } });
    backend.state.fault = null;
    await settle(5000);
    expect(saver.entry('1.1').state.kind).toBe('saved');
  });

  it('survives the death of the tab', async () => {
    const backend = server();
    const storage = device();
    backend.state.fault = { kind: 'held' };
    visit(backend, storage).edit('1.1', 'gõ dở', 0);
    backend.state.fault = null;
    const next = visit(backend, storage);
    next.restore();
    expect(next.entry('1.1').draft).toBe('gõ dở');
    await settle();
    expect(backend.state.item.text).toBe('gõ dở');
    expect(createDraftStore(() => storage).count('me')).toBe(0);
  });

  it('takes an item whose answer was lost as saved, not as a conflict', async () => {
    const backend = server();
    const saver = visit(backend, device());
    backend.state.fault = 'lost-answer';
    saver.edit('1.1', 'a', 0);
    await saver.flush('1.1');
    backend.state.fault = null;
    await settle(5000);
    expect(saver.entry('1.1')).toMatchObject({ draft: null, base: 1, state: { kind: 'saved' } });
    expect(backend.state.item.version).toBe(1);
  });
});

describe('two people on one item', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const clash = async () => {
    const backend = server();
    const saver = visit(backend, device());
    saver.edit('1.1', 'của tôi', 0);
    backend.put('của đồng nghiệp');
    await saver.flush('1.1');
    return { backend, saver };
  };

  it('shows both values and sends nothing until the person has chosen', async () => {
    const { backend, saver } = await clash();
    expect(saver.entry('1.1')).toMatchObject({
      draft: 'của tôi',
      state: { kind: 'conflict', current: { text: 'của đồng nghiệp' } },
    });
    saver.edit('1.1', 'của tôi, thêm', 0);
    await settle(60_000);
    expect(backend.state).toMatchObject({ sent: 1, item: { text: 'của đồng nghiệp' } });
  });
  it('puts mine over theirs when asked', async () => {
    const { backend, saver } = await clash();
    saver.resolve('1.1', 'mine');
    await settle();
    expect(backend.state.item).toEqual({ text: 'của tôi', version: 2 });
  });
  it('drops mine when asked', async () => {
    const { backend, saver } = await clash();
    saver.resolve('1.1', 'theirs');
    await settle(60_000);
    expect(saver.entry('1.1')).toMatchObject({ draft: null, base: 1, state: { kind: 'clean' } });
    expect(backend.state.item.text).toBe('của đồng nghiệp');
  });
});

describe('what the server will not take', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(['refused', 'invalid'] as const)(
    'stays on the device when %s, and is not sent again unchanged',
    async (kind) => {
      const backend = server();
      const storage = device();
      const saver = visit(backend, storage);
      backend.state.fault = { kind };
      saver.edit('1.1', 'x', 0);
      await saver.flush('1.1');
      await settle(600_000);
      expect(saver.entry('1.1')).toMatchObject({ draft: 'x', state: { kind } });
      expect(backend.state.sent).toBe(1);
      expect(createDraftStore(() => storage).count('me')).toBe(1);
    },
  );
  it('is sent again when the card was opened anew, and goes only when the person lets it go', async () => {
    const backend = server();
    const storage = device();
    const saver = visit(backend, storage);
    backend.state.fault = { kind: 'refused' };
    saver.edit('1.1', 'sau hạn', 0);
    saver.edit('1.2', 'bỏ đi', 0);
    await saver.flush('1.1');
    await saver.flush('1.2');
    saver.discard('1.2');
    saver.flushAll();
    await settle(0);
    expect(backend.state.sent).toBe(2);
    backend.state.fault = null;
    saver.flushAll('refused');
    await settle(0);
    expect(backend.state.item).toEqual({ text: 'sau hạn', version: 1 });
    expect(saver.entry('1.2')).toMatchObject({ draft: null, state: { kind: 'clean' } });
    expect(createDraftStore(() => storage).count('me')).toBe(0);
  });
  it('says so when the device has no room for a copy', () => {
    const saver = visit(server(), device(0));
    saver.edit('1.1', 'x', 0);
    expect(saver.entry('1.1')).toMatchObject({ draft: 'x', kept: false });
  });
});

describe('drafts on a shared device', () => {
  it('are never shown to another person, and scopes do not mix', () => {
    const store = createDraftStore(() => storage);
    const storage = device();
    store.put('an', 'card:a', '1', { draft: 'x', base: 1 });
    store.put('an', 'card:a/b', '1', { draft: 'y', base: 1 });
    store.put('binh', 'card:a', '1', { draft: 'z', base: 2 });
    expect([...store.all('an', 'card:a').values()]).toEqual([{ draft: 'x', base: 1 }]);
    expect(store.scopes('an')).toEqual(
      new Map([
        ['card:a', 1],
        ['card:a/b', 1],
      ]),
    );
    store.clear('an');
    expect([store.count('an'), store.count('binh')]).toEqual([0, 1]);
  });
  it('leave alone what they cannot read', () => {
    const storage = device();
    storage.setItem('parix.draft/an/card/1', '{broken');
    const store = createDraftStore(() => storage);
    expect(store.all('an', 'card').size).toBe(0);
    expect(store.count('an')).toBe(1);
  });
  it('does without a device that stores nothing', () => {
    const store = createDraftStore(() => {
      throw new Error('denied');
    });
    expect(store.put('an', 'card', '1', { draft: 'x', base: 0 })).toBe(false);
    expect(store.count('an')).toBe(0);
  });
});
