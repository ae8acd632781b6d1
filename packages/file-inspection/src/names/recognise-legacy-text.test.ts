import fc from 'fast-check';
import { toTCVN3, toVNI } from 'vietnamese-conversion';
import { describe, expect, it } from 'vitest';
import { ORDINARY_SENTENCES, VIETNAMESE_SENTENCES } from '../testing/ordinary-sentences.ts';
import { recogniseLegacyText } from './recognise-legacy-text.ts';
import { isVietnameseSyllable } from './vietnamese-syllable.ts';

/** The library writes ỷ and ỹ in VNI as one letter; the fonts have y and a mark. */
const asVni = (text: string): string =>
  [...text]
    .map((letter) => ({ ỷ: 'yû', ỹ: 'yõ', Ỷ: 'YÛ', Ỹ: 'YÕ' })[letter] ?? toVNI(letter, 'unicode'))
    .join('');
const asTcvn3 = (text: string): string => [...text].map((letter) => toTCVN3(letter, 'unicode')).join('');
const marked = (text: string): readonly string[] =>
  (text.match(/[\p{L}]+/gu) ?? []).filter(
    (word) => /[^\u0000-\u007f]/.test(word) && isVietnameseSyllable(word),
  );

describe('phrases of offices', () => {
  it.each([
    ['tcvn3', 'ChØ sè c¶i c¸ch', 'Chỉ số cải cách'],
    ['tcvn3', 'ChØ sè c¶i c¸ch hµnh chÝnh', 'Chỉ số cải cách hành chính'],
    ['tcvn3', 'B¸o c¸o', 'Báo cáo'],
    ['tcvn3', 'h\u03bcnh chÝnh', 'hành chính'],
    ['tcvn3', 'B¸o', 'Báo'],
    ['tcvn3', 'KÕ ho¹ch', 'Kế hoạch'],
    ['tcvn3', 'QUYÕT §ÞNH', 'QUYẾT ĐỊNH'],
    ['tcvn3', 'Tê tr×nh sè 12/TTr-Q§', 'Tờ trình số 12/TTr-QĐ'],
    ['tcvn3', '®Ò ¸n 30', 'đề án 30'],
    ['tcvn3', 'Danh s¸ch c¸n bé, c«ng chøc', 'Danh sách cán bộ, công chức'],
    ['vni', 'Chæ soá caûi caùch', 'Chỉ số cải cách'],
    ['vni', 'Baùo caùo', 'Báo cáo'],
    ['vni', 'Kyõ thuaät vaø coâng ngheä', 'Kỹ thuật và công nghệ'],
    ['vni', 'QUYEÁT ÑÒNH', 'QUYẾT ĐỊNH'],
    ['vni', 'Toâi ñi hoïc', 'Tôi đi học'],
  ])('%s: %s', (encoding, text, converted) => {
    expect(recogniseLegacyText(text)).toEqual({ encoding, converted });
  });

  it.each(['cã sè', 'Hé sè', 'thé où', '©', '', 'KPI 2025', 'Cà Mau', 'báo cáo', 'Hà Nam có'])(
    'leaves %j, which may be either or is neither',
    (text) => {
      expect(recogniseLegacyText(text)).toEqual({ encoding: null, converted: text });
    },
  );
});

describe('ordinary text', () => {
  it('is never touched: titles of criteria, words of screens, other languages', () => {
    expect(ORDINARY_SENTENCES.length).toBeGreaterThan(500);
    const touched = ORDINARY_SENTENCES.filter((text) => recogniseLegacyText(text).encoding !== null);
    expect(touched).toEqual([]);
  });

  it('is never touched, composed or not, whole or any stretch of words of it', () => {
    const words = VIETNAMESE_SENTENCES.flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
    const stretch = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(stretch, fc.constantFrom('NFC', 'NFD'), (chosen, form) => {
        const text = chosen.join(' ').normalize(form);
        expect(recogniseLegacyText(text)).toEqual({ encoding: null, converted: text });
      }),
      { numRuns: 2000, seed: 2025 },
    );
  });

  it('is never touched whatever its letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { encoding, converted } = recogniseLegacyText(text);
        if (encoding === null) expect(converted).toBe(text);
      }),
      { numRuns: 1000, seed: 2025 },
    );
  });
});

describe('every sentence comes back', () => {
  const sentences = VIETNAMESE_SENTENCES.filter((text) => marked(text).length >= 4).map((text) =>
    text.normalize('NFC'),
  );

  it('from VNI, letter for letter', () => {
    expect(sentences.length).toBeGreaterThan(400);
    const lost = sentences.filter((text) => recogniseLegacyText(asVni(text)).converted !== text);
    expect(lost.length).toBeLessThanOrEqual(sentences.length * 0.02);
    for (const text of lost) expect(recogniseLegacyText(asVni(text)).encoding).toBeNull();
  });

  it('from TCVN3, where small letters have codes', () => {
    const small = sentences.map((text) => text.toLowerCase());
    const lost = small.filter((text) => recogniseLegacyText(asTcvn3(text)).converted !== text);
    expect(lost.length).toBeLessThanOrEqual(small.length * 0.02);
    for (const text of lost) expect(recogniseLegacyText(asTcvn3(text)).encoding).toBeNull();
  });
});

describe('syllables', () => {
  it('are told from what looks alike', () => {
    for (const word of [
      'nghiêng',
      'khuyến',
      'hoà',
      'hòa',
      'quyết',
      'gì',
      'giếng',
      'thuở',
      'ươm',
      'Đắk',
      'yên',
    ]) {
      expect([word, isVietnameseSyllable(word)]).toEqual([word, true]);
    }
    for (const word of ['naùve', 'ết3', 'cafộ', 'hoàá', 'bàc', 'parixđ', 'ngế́', 'szó', '']) {
      expect([word, isVietnameseSyllable(word)]).toEqual([word, false]);
    }
  });
});
