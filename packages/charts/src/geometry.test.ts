import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeDomain,
  coordinate,
  position,
  span,
  stepOf,
  toneOf,
  waterfallDomain,
  waterfallLevels,
} from './geometry.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('positions', () => {
  it('are percent of the domain', () => {
    expect(position(85.5, { from: 0, to: 100 })).toBe(85.5);
    expect(position(75, { from: 50, to: 100 })).toBe(50);
    expect(coordinate(33.33333)).toBe('33.33');
  });

  it('never leave the drawing, whatever the value', () => {
    const any = fc.oneof(finite, fc.constantFrom(NaN, Infinity, -Infinity));
    fc.assert(
      fc.property(any, any, any, (value, from, to) => {
        const at = position(value, { from, to });
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('give a bar between two values in either order', () => {
    expect(span(80, 60, { from: 0, to: 100 })).toEqual({ x: '60', width: '20' });
    expect(span(60, 80, { from: 0, to: 100 })).toEqual({ x: '60', width: '20' });
  });
});

describe('the waterfall', () => {
  it('passes each level on to the next bar', () => {
    expect(waterfallLevels(100, [-4.5, -10, 2])).toEqual([
      { from: 100, to: 95.5 },
      { from: 95.5, to: 85.5 },
      { from: 85.5, to: 87.5 },
    ]);
  });

  it('starts its axis at a round number below the lowest level', () => {
    expect(waterfallDomain(100, [-4.5, -10])).toEqual({ from: 80, to: 100 });
    expect(waterfallDomain(100, [-0.25])).toEqual({ from: 99.7, to: 100 });
    expect(waterfallDomain(100, [-100])).toEqual({ from: 0, to: 100 });
    expect(waterfallDomain(10, [-12])).toEqual({ from: -2, to: 10 });
    expect(waterfallDomain(100, [])).toEqual({ from: 99, to: 100 });
    expect(waterfallDomain(0, [])).toEqual({ from: 0, to: 0 });
    expect(waterfallDomain(5e-324, [5e-324])).toEqual({ from: 0, to: 1e-323 });
  });

  it('holds every level within its domain', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), fc.array(finite), (start, changes) => {
        const domain = waterfallDomain(start, changes);
        for (const { from, to } of waterfallLevels(start, changes)) {
          expect(from).toBeGreaterThanOrEqual(domain.from);
          expect(Math.max(from, to)).toBeLessThanOrEqual(domain.to);
        }
      }),
    );
  });
});

describe('steps and tones', () => {
  it('take the first limit reached and put the rest in the last step', () => {
    const limits = [90, 80, 70, 50, 0];
    expect([100, 90, 89.99, 70, 50, 0, -3].map((value) => stepOf(value, limits))).toEqual([
      1, 1, 2, 3, 4, 5, 5,
    ]);
  });

  it('spread from the darkest for the best to the lightest for the last', () => {
    expect([0, 1, 2].map((i) => toneOf(i, 3))).toEqual([1, 3, 5]);
    expect([0, 1, 2, 3, 4].map((i) => toneOf(i, 5))).toEqual([1, 2, 3, 4, 5]);
    expect([0, 6, 7].map((i) => toneOf(i, 7))).toEqual([1, 5, 5]);
    expect(toneOf(0, 1)).toBe(1);
  });
});

describe('the domain of two years', () => {
  it('holds all values with air on both sides', () => {
    expect(changeDomain([60, 80])).toEqual({ from: 59, to: 81 });
    expect(changeDomain([70, 70])).toEqual({ from: 69, to: 71 });
    expect(changeDomain([NaN])).toEqual({ from: 0, to: 1 });
  });
});
