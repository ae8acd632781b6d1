import { describe, expect, it } from 'vitest';
import { createIdleClock } from './idle-clock.ts';

function tabs() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  let now = 1_000_000;
  return {
    open: (usable = true) =>
      createIdleClock(
        () => (usable ? storage : undefined),
        () => now,
      ),
    later: (ms: number) => void (now += ms),
  };
}

describe('the idle clock', () => {
  it('counts from the last touch in any tab', () => {
    const { open, later } = tabs();
    const [one, other] = [open(), open()];
    later(60_000);
    expect(one.idleFor()).toBe(60_000);
    other.touch();
    later(5_000);
    expect([one.idleFor(), other.idleFor()]).toEqual([5_000, 5_000]);
  });

  it('starts anew when somebody comes in, however long the page was open before', () => {
    const { open, later } = tabs();
    const tab = open();
    later(3_600_000);
    tab.start();
    expect(tab.idleFor()).toBe(0);
  });

  it('works without storage, and is never misled by a clock that was set back', () => {
    const { open, later } = tabs();
    const [alone, other] = [open(false), open()];
    later(100_000);
    alone.touch();
    later(1_000);
    expect(alone.idleFor()).toBe(1_000);
    other.touch();
    later(-50_000);
    expect(other.idleFor()).toBe(0);
    const fresh = open();
    later(20_000);
    expect(fresh.idleFor()).toBe(20_000);
  });
});
