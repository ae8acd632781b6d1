import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { describeError } from './describe-error.ts';

const say = (key: string) => key;
const refused = (
  code: string,
  status: number,
  detail: string,
  errors: { place: string; message: string }[] = [],
) =>
  new ApiError(
    'refused',
    status,
    {
      type: 'x',
      title: 'tiêu đề',
      status,
      code,
      detail,
      requestId: 'r-1',
      errors: errors.map((error) => ({ code: 'x', ...error })),
    },
    detail,
  );

describe('a failure in words', () => {
  it('never says "nothing found" of a lost network or a late answer', () => {
    expect(describeError(new ApiError('network', 0, null, ''), 'vi', say).title).toBe('common:error.network');
    expect(describeError(new ApiError('timeout', 0, null, ''), 'vi', say).title).toBe('common:error.timeout');
  });
  it('takes the words of the registry in the person’s language and does not repeat them', () => {
    const vi = describeError(
      refused('not-found', 404, 'Không tìm thấy, hoặc bạn không được xem. Mã: x'),
      'vi',
      say,
    );
    expect(vi).toMatchObject({
      title: 'Không tìm thấy, hoặc bạn không được xem.',
      detail: 'Mã: x',
      requestId: null,
    });
    expect(describeError(refused('not-found', 404, ''), 'en', say).title).toMatch(/^Not found/);
  });
  it('names places that people know and leaves out pointers', () => {
    const { places } = describeError(
      refused('not-ready', 409, '', [
        { place: 'unit:MAU-H01/item:1.1.1', message: 'Chưa thẩm định.' },
        { place: 'unit:MAU-H01', message: 'Phiếu đã chốt.' },
        { place: 'item:1.1.1', message: 'Chưa có tài liệu.' },
        { place: 'Sheet1!F17', message: 'a' },
        { place: '/body/title', message: 'b' },
      ]),
      'vi',
      say,
    );
    expect(places.map(({ place }) => place)).toEqual([
      'MAU-H01 › 1.1.1',
      'MAU-H01',
      '1.1.1',
      'Sheet1!F17',
      '',
    ]);
  });
  it('gives the request id of a server fault, and no inner message of a fault of the page', () => {
    expect(describeError(refused('internal', 500, ''), 'vi', say).requestId).toBe('r-1');
    expect(JSON.stringify(describeError(new TypeError('x is undefined'), 'vi', say))).not.toContain(
      'undefined',
    );
  });
});
