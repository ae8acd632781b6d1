import { describeSourceProblem, type SourceProblem } from '@parix/criteria-sets';
import type { CriteriaSet } from '@parix/scoring';
import type { ImportProblem } from '../../platform/import-report.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Upload } from '../../platform/uploads.ts';

export interface Findings {
  readonly problems: ImportProblem[];
  readonly warnings: ImportProblem[];
}

/**
 * What is told of a document. A set that calls itself incomplete may be stored for reading, because no round can use
 * it: what the engine misses in it is a warning then.
 */
export function findingsOf(
  problems: readonly SourceProblem[],
  set: CriteriaSet | null,
  locale: Locale,
): Findings {
  const incomplete = set?.status === 'incomplete';
  const isError = ({ severity, code }: SourceProblem): boolean =>
    severity === 'error' && !(incomplete && code === 'set-problem');
  const told = (wanted: boolean): ImportProblem[] =>
    problems.filter((problem) => isError(problem) === wanted).map((problem) => toFinding(problem, locale));
  return { problems: told(true), warnings: told(false) };
}

const toFinding = (problem: SourceProblem, locale: Locale): ImportProblem => ({
  place: `${problem.file}:${problem.line}:${problem.column}`,
  code: problem.cause?.code ?? problem.code,
  message: describeSourceProblem(problem, locale),
  value: null,
});

/** The upload as text; bytes that are not UTF-8 are refused rather than mended. */
export function textOf(file: Upload): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    const message =
      'Tệp không dùng bảng mã UTF-8; lưu lại dạng UTF-8 rồi tải lên. / The file is not UTF-8; save it as UTF-8 and upload again.';
    return refuse('set-invalid', { errors: [{ place: file.name, code: 'not-utf8', message }] });
  }
}
