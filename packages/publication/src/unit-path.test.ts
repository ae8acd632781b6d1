import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitPath } from './unit-path.ts';

describe('the path of a unit page', () => {
  it('keeps letters, digits and hyphens and encodes the rest', () => {
    expect(unitPath('so-noi-vu')).toBe('units/so-noi-vu.html');
    expect(unitPath('H01.2')).toBe('units/H01_2e_2.html');
    expect(unitPath('../x')).toBe('units/_2e__2e__2f_x.html');
    expect(unitPath('Sở')).toBe('units/S_1edf_.html');
  });

  it('avoids the names that Windows reserves', () => {
    expect(unitPath('CON')).toBe('units/CON_.html');
    expect(unitPath('lpt1')).toBe('units/lpt1_.html');
    expect(unitPath('contact')).toBe('units/contact.html');
  });

  it('differs for different codes and stays inside the folder', () => {
    const code = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(unitPath(a)).toMatch(/^units\/[A-Za-z0-9_-]+\.html$/);
        expect(unitPath(a) === unitPath(b)).toBe(a === b);
      }),
    );
  });
});
