import type { FindingCode, FindingDetail } from '../findings.ts';

/** Ends the inspection of a file: what follows could not be trusted. */
export class FileRefusal extends Error {
  readonly code: FindingCode;
  readonly detail: FindingDetail;

  constructor(code: FindingCode, detail: FindingDetail = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
