import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import {
  faultOf,
  type KnownWords,
  MIN_ALONE,
  MIN_WITH_SECOND_FACTOR,
  requireGoodPassword,
} from './password-rules.ts';

const NOBODY: KnownWords = { username: 'zz', displayName: 'Zz', unitName: null, email: null };
const AN = {
  username: 'so-noi-vu.an',
  displayName: 'Nguyễn Văn An',
  unitName: 'Sở Nội vụ tỉnh Mẫu',
  email: 'an.nguyen@noivu.example.vn',
};
const NONE: ReadonlySet<string> = new Set();

async function codeFor(password: string, known = NOBODY, secondFactor = false): Promise<string | undefined> {
  try {
    await requireGoodPassword({}, password, known, secondFactor);
    return undefined;
  } catch (error) {
    return (error as { detail: { errors: { code: string }[] } }).detail.errors[0]?.code;
  }
}

describe('a new password', () => {
  it('needs fifteen characters alone and eight beside a second factor, counted as people count', async () => {
    expect([MIN_ALONE, MIN_WITH_SECOND_FACTOR]).toEqual([15, 8]);
    expect(await codeFor('gió mùa đông bắ')).toBeUndefined();
    expect(await codeFor('gió mùa đông b')).toBe('too-short');
    expect(await codeFor('gió mùa!', NOBODY, true)).toBeUndefined();
    expect(await codeFor('gió mùa', NOBODY, true)).toBe('too-short');
    // Decomposed letters are not more characters.
    expect(await codeFor('gió mùa đông b'.normalize('NFD'))).toBe('too-short');
  });

  it('is refused when it is on the lists that are tried first, with a year or signs around it too', async () => {
    for (const password of [
      'password123',
      'Iloveyou2024',
      'qwertyuiop',
      'matkhau@2024',
      'MậtKhẩu123!',
      '1q2w3e4r5t',
    ]) {
      expect(await codeFor(password, NOBODY, true), password).toMatch(/^(common|known-words|pattern)$/);
    }
  });

  it('is refused when it is made of what everybody knows of the person', async () => {
    for (const password of [
      'nguyenvanan1990',
      'Nguyễn Văn An 1990',
      'so-noi-vu.an 2024',
      'SoNoiVuTinhMau@1',
      'parix-noivu-2026',
      'an.nguyen.sonoivu',
    ]) {
      expect(await codeFor(password, AN), password).toBe('known-words');
    }
    expect(await codeFor('An thích hoa cúc trắng', AN)).toBeUndefined();
  });

  it('is refused when it only repeats or runs along the keys', async () => {
    for (const password of [
      'aaaaaaaaaaaaaaaa',
      'abcabcabcabcabc',
      '123456789012345',
      'qwertyasdfghzxcv',
      '987654321098765',
    ]) {
      expect(await codeFor(password), password).toBe('pattern');
    }
  });

  it('follows no rule about kinds of characters: digits alone, letters alone, spaces, any script', async () => {
    for (const password of [
      '83749174620193847561',
      'correcthorsebattery',
      'bốn bề non nước xanh xanh',
      '한국어 비밀번호를 사용해도 됩니다',
      '🐃🌾🏞️🛶🎋🏮🐟🌊🦆🌿🍵🥢🎐🪷🌙',
    ]) {
      expect(await codeFor(password), password).toBeUndefined();
    }
  });

  it('that is random is never taken for common, known or a pattern', () => {
    const random = fc.string({
      minLength: 15,
      maxLength: 60,
      unit: fc.constantFrom(...'abdeghkmnrtuvxy5928@#'),
    });
    fc.assert(
      fc.property(random, (password) => {
        const found = faultOf(password, NOBODY, 15, NONE);
        return found === undefined || new Set(password).size <= 5;
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('of five hundred characters that repeat is judged without delay', async () => {
    expect(await codeFor('ab'.repeat(250))).toBe('pattern');
    expect(await codeFor(`${'ab'.repeat(247)}xyz!zz`)).toBeUndefined();
  });

  it('is held against the operator’s own list', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parix-blocklist-'));
    const passwordBlocklist = join(folder, 'bi-lo.txt');
    await writeFile(passwordBlocklist, 'trăng sáng đêm rằm tháng tám\n');
    const config = { access: { ...DEFAULT_ACCESS, passwordBlocklist } };
    await expect(
      requireGoodPassword(config, 'Trăng sáng đêm rằm tháng tám', NOBODY, false),
    ).rejects.toMatchObject({ code: 'password-refused' });
    await rm(folder, { recursive: true });
  });
});
