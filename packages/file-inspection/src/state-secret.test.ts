import { describe, expect, it } from 'vitest';
import { mentionsStateSecret } from './state-secret.ts';

describe('a mark of secrecy', () => {
  it.each([
    'MẬT',
    'Mật',
    'TỐI MẬT',
    'Tuyệt mật',
    '  Tối mật.  ',
    '[MẬT]',
    'M Ậ T',
    'T Ố I M Ậ T',
    'Độ mật: Tối mật',
    'ĐỘ MẬT: MẬT',
    'TỐI MẬT'.normalize('NFD'),
    'SỞ NỘI VỤ\n\nTUYỆT MẬT\nSố: 12/BC-SNV',
    'Số: 12\tMẬT\tHà Nội, ngày 1 tháng 2',
    'Số: 12     MẬT     Hà Nội',
  ])('is seen in %j', (page) => {
    expect(mentionsStateSecret(page)).toBe(true);
  });

  it.each([
    '',
    'Kế hoạch bảo vệ bí mật nhà nước',
    'Tài liệu mật',
    'mật khẩu',
    'BÍ MẬT',
    'Mật ong Hà Giang',
    'mất',
    'Độ mật:',
    `${'dòng\n'.repeat(100)}MẬT`,
  ])('is not seen in %j', (page) => {
    expect(mentionsStateSecret(page)).toBe(false);
  });

  it('takes no longer on pages made of blanks', () => {
    expect(mentionsStateSecret(`Độ mật${'\u00a0'.repeat(1_000_000)}x`)).toBe(false);
  });
});
