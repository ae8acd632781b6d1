import type { DocumentKind, OfficialDocument } from '../official-document.ts';
import { sampleDecision, sampleMinutes, sampleNotice } from './sample-documents.ts';
import { samplePlan } from './sample-plan.ts';
import { sampleRecord } from './sample-record.ts';
import { sampleReport } from './sample-report.ts';

const SAMPLES: Readonly<Record<DocumentKind, () => OfficialDocument>> = {
  'self-assessment-report': () => sampleReport(16),
  'preliminary-notice': () => sampleNotice(4),
  'council-minutes': () => sampleMinutes(3),
  'publication-decision': () => sampleDecision(6),
  'inspection-record': () => sampleRecord(),
  'remediation-plan': () => samplePlan(4),
};

/** A made-up document of the kind, marked as a sample, with every part that one may have: to look at a template. */
export const sampleDocument = (kind: DocumentKind): OfficialDocument => SAMPLES[kind]();
