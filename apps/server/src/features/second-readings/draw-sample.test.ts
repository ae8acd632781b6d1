import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { drawSample } from './draw-sample.ts';

const pairs = Array.from({ length: 20 }, (_, unit) =>
  Array.from({ length: 5 }, (_, item) => ({ unitCode: `xa-${unit}`, itemId: `1.${item}` })),
).flat();
const namesOf = (drawn: readonly { unitCode: string; itemId: string }[]) =>
  drawn.map(({ unitCode, itemId }) => `${unitCode} ${itemId}`);

describe('a sample by lot', () => {
  it('is the same again from the same seed, in whatever order the pairs come, and another from another', () => {
    const drawn = namesOf(drawSample(pairs, 'hội đồng 2022', 12));
    expect(namesOf(drawSample(pairs.toReversed(), 'hội đồng 2022', 12))).toEqual(drawn);
    expect(namesOf(drawSample(pairs, 'hội đồng 2023', 12))).not.toEqual(drawn);
    expect(new Set(drawn).size).toBe(12);
  });
  it('begins with the same pairs when more are drawn', () => {
    expect(namesOf(drawSample(pairs, 'a', 30)).slice(0, 12)).toEqual(namesOf(drawSample(pairs, 'a', 12)));
    expect(drawSample(pairs, 'a', 1000)).toHaveLength(pairs.length);
  });
  it('can be drawn with tools that everybody has', () => {
    const script = `while IFS= read -r pair; do
      printf '%s %s\\n' "$(printf 'a\\n%s\\n%s' "\${pair% *}" "\${pair#* }" | sha256sum | cut -c1-64)" "$pair"; done | sort | head -n 3 | cut -d' ' -f2-`;
    const out = execFileSync('bash', ['-c', script], { input: `${namesOf(pairs).join('\n')}\n` });
    expect(out.toString('utf8').trim().split('\n')).toEqual(namesOf(drawSample(pairs, 'a', 3)));
  });
  it('leans to no part of the pairs', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 400; seed += 1)
      for (const name of namesOf(drawSample(pairs, `${seed}`, 10)))
        times.set(name, (times.get(name) ?? 0) + 1);
    // 4000 draws over 100 pairs: chi-squared with 99 degrees of freedom lies below 160 but once in ten thousand.
    const chi = pairs.reduce((sum, pair) => {
      const seen = times.get(namesOf([pair])[0] ?? '') ?? 0;
      return sum + (seen - 40) ** 2 / 40;
    }, 0);
    expect(chi).toBeLessThan(160);
  });
});
