import type { Place } from '@parix/scoring';
import type { SourcePath, SourceProblem, SourceProblemCode } from './problems.ts';
import { problemAt } from './schema-problems.ts';
import type { SourceDocument } from './source-document.ts';

/** What the normalising functions share: where a node stands, and the problems found on the way. */
export interface Writing {
  readonly problems: readonly SourceProblem[];
  readonly place: (path: SourcePath) => Place;
  readonly report: (
    path: SourcePath,
    code: SourceProblemCode,
    detail?: Readonly<Record<string, string>>,
    severity?: 'error' | 'warning',
  ) => void;
  readonly checkKind: (kind: string, path: SourcePath) => void;
  readonly checkAppraiser: (appraiser: string, path: SourcePath) => void;
  /** Every node's id may be used once in a document. */
  readonly claimId: (id: string, path: SourcePath) => void;
}
/** Names the document may refer to; null leaves them to be checked when an amendment is applied. */
export interface KnownNames {
  readonly kinds: readonly string[];
  readonly appraisers: readonly string[];
}

export function startWriting(document: SourceDocument, known: KnownNames | null): Writing {
  const problems: SourceProblem[] = [];
  const ids = new Map<string, number>();
  const report: Writing['report'] = (path, code, detail = {}, severity = 'error') => {
    problems.push(problemAt(document, { code, path, detail: { ...detail } }, severity));
  };
  return {
    problems,
    report,
    place: (path) => ({ file: document.file, line: document.locate(path).line }),
    checkKind: (kind, path) => {
      if (known !== null && !known.kinds.includes(kind))
        report(path, 'unknown-kind', { kind, kinds: known.kinds.join(', ') });
    },
    checkAppraiser: (appraiser, path) => {
      if (known !== null && !known.appraisers.includes(appraiser))
        report(path, 'unknown-appraiser', { appraiser, appraisers: known.appraisers.join(', ') });
    },
    claimId: (id, path) => {
      const first = ids.get(id);
      if (first !== undefined) report(path, 'duplicate-id', { id, firstLine: String(first) });
      else ids.set(id, document.locate(path).line);
    },
  };
}
