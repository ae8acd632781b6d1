import { z } from 'zod';
import type { Locale } from './locale.ts';

const issueShape = z.object({
  code: z.string(),
  format: z.string().optional(),
  minimum: z.union([z.number(), z.bigint()]).optional(),
  maximum: z.union([z.number(), z.bigint()]).optional(),
  values: z.array(z.unknown()).optional(),
});
type Issue = z.output<typeof issueShape>;

/** Words for one finding of a schema: what is wrong and what is accepted, never how the server works. */
export function describeIssue(
  raw: unknown,
  locale: Locale,
): { readonly code: string; readonly message: string } {
  const parsed = issueShape.safeParse(raw);
  const issue: Issue = parsed.success ? parsed.data : { code: 'invalid' };
  const [vi, en] = wordsOf(issue);
  return { code: issue.code.replaceAll('_', '-'), message: locale === 'en' ? en : vi };
}

function wordsOf(issue: Issue): readonly [string, string] {
  switch (issue.code) {
    case 'too_small':
      return [
        `Giá trị nhỏ hơn hoặc ngắn hơn mức tối thiểu (${issue.minimum}).`,
        `Smaller or shorter than the least allowed (${issue.minimum}).`,
      ];
    case 'too_big':
      return [
        `Giá trị lớn hơn hoặc dài hơn mức tối đa (${issue.maximum}).`,
        `Larger or longer than the most allowed (${issue.maximum}).`,
      ];
    case 'invalid_format':
      return [
        `Giá trị không đúng định dạng (${issue.format}).`,
        `Not in the expected format (${issue.format}).`,
      ];
    case 'invalid_value':
      return [
        `Chỉ nhận: ${(issue.values ?? []).join(', ')}.`,
        `Accepted values: ${(issue.values ?? []).join(', ')}.`,
      ];
    case 'invalid_type':
      return ['Thiếu giá trị hoặc giá trị không đúng kiểu.', 'The value is missing or of the wrong type.'];
    default:
      return ['Giá trị không hợp lệ.', 'The value is not valid.'];
  }
}
