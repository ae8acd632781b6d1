import type access from '../locales/vi/access.json';
import type analysis from '../locales/vi/analysis.json';
import type appraisal from '../locales/vi/appraisal.json';
import type appraisalGroups from '../locales/vi/appraisal-groups.json';
import type assignments from '../locales/vi/assignments.json';
import type audit from '../locales/vi/audit.json';
import type common from '../locales/vi/common.json';
import type council from '../locales/vi/council.json';
import type criteriaSets from '../locales/vi/criteria-sets.json';
import type evidence from '../locales/vi/evidence.json';
import type imports from '../locales/vi/imports.json';
import type notices from '../locales/vi/notices.json';
import type publication from '../locales/vi/publication.json';
import type ranking from '../locales/vi/ranking.json';
import type replies from '../locales/vi/replies.json';
import type reports from '../locales/vi/reports.json';
import type rounds from '../locales/vi/rounds.json';
import type selfScoring from '../locales/vi/self-scoring.json';
import type signOff from '../locales/vi/sign-off.json';
import type surveys from '../locales/vi/surveys.json';
import type units from '../locales/vi/units.json';

interface Words {
  access: typeof access;
  analysis: typeof analysis;
  appraisal: typeof appraisal;
  'appraisal-groups': typeof appraisalGroups;
  assignments: typeof assignments;
  audit: typeof audit;
  common: typeof common;
  council: typeof council;
  'criteria-sets': typeof criteriaSets;
  evidence: typeof evidence;
  imports: typeof imports;
  notices: typeof notices;
  publication: typeof publication;
  ranking: typeof ranking;
  replies: typeof replies;
  reports: typeof reports;
  rounds: typeof rounds;
  'self-scoring': typeof selfScoring;
  'sign-off': typeof signOff;
  surveys: typeof surveys;
  units: typeof units;
}
export type Namespace = keyof Words;
/** `namespace:key`; a key that is not in the Vietnamese file is a type error. */
export type WordKey = { [N in Namespace]: `${N}:${keyof Words[N] & string}` }[Namespace];
