import type { Role } from './roles.ts';
import type { RoundPhase } from './round-phase.ts';

/** Every act the server knows. A route names one of these (or `public` / `signed-in`) or it does not boot. */
export const ACTIONS = [
  'units.read',
  'units.manage',
  'accounts.manage',
  'criteria-sets.read',
  'criteria-sets.manage',
  'rounds.read',
  'rounds.manage',
  'scorecard.read',
  'scorecard.edit',
  'appraisal.read',
  'appraisal.edit',
  'surveys.import',
  'facts.import',
  'results.read',
  'results.simulate',
  'round.publish',
  'audit.read',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How the person stands to the thing acted on. Unknown parts (no unit, no area in play) are left out. */
export interface Relation {
  /** The scorecard is that of the person's own unit. */
  readonly ownUnit?: boolean;
  /** The item lies in an area the person appraises. */
  readonly ownArea?: boolean;
  readonly phase?: RoundPhase;
}

/** One way to be allowed; every condition given must hold. */
export interface Grant {
  readonly phases?: readonly RoundPhase[];
  readonly ownUnit?: boolean;
  readonly ownArea?: boolean;
}

const ALWAYS: readonly Grant[] = [{}];
const NEVER: readonly Grant[] = [];
const STARTED: readonly RoundPhase[] = ['self-scoring', 'self-closed', 'appraisal', 'approved', 'published'];
const JUDGED: readonly RoundPhase[] = ['appraisal', 'approved', 'published'];

/**
 * The one table of rights: action x role -> the ways to be allowed. The server refuses by it, the web shows by it.
 * An administrator keeps the platform and never scores; a unit sees results from publication on.
 */
export const PERMISSIONS: Readonly<Record<Action, Readonly<Record<Role, readonly Grant[]>>>> = {
  'units.read': {
    administrator: ALWAYS,
    'standing-body': ALWAYS,
    appraiser: ALWAYS,
    unit: ALWAYS,
    viewer: ALWAYS,
  },
  'units.manage': {
    administrator: ALWAYS,
    'standing-body': ALWAYS,
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'accounts.manage': {
    administrator: ALWAYS,
    'standing-body': NEVER,
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'criteria-sets.read': {
    administrator: ALWAYS,
    'standing-body': ALWAYS,
    appraiser: ALWAYS,
    unit: ALWAYS,
    viewer: ALWAYS,
  },
  'criteria-sets.manage': {
    administrator: NEVER,
    'standing-body': ALWAYS,
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'rounds.read': {
    administrator: ALWAYS,
    'standing-body': ALWAYS,
    appraiser: ALWAYS,
    unit: ALWAYS,
    viewer: ALWAYS,
  },
  'rounds.manage': {
    administrator: NEVER,
    'standing-body': ALWAYS,
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'scorecard.read': {
    administrator: NEVER,
    'standing-body': ALWAYS,
    appraiser: [{ phases: STARTED }],
    unit: [{ ownUnit: true }],
    viewer: [{ phases: JUDGED }],
  },
  'scorecard.edit': {
    administrator: NEVER,
    'standing-body': NEVER,
    appraiser: NEVER,
    unit: [{ ownUnit: true, phases: ['self-scoring'] }],
    viewer: NEVER,
  },
  'appraisal.read': {
    administrator: NEVER,
    'standing-body': ALWAYS,
    appraiser: [{ phases: JUDGED }],
    unit: [{ ownUnit: true, phases: ['published'] }],
    viewer: [{ phases: ['approved', 'published'] }],
  },
  'appraisal.edit': {
    administrator: NEVER,
    'standing-body': NEVER,
    appraiser: [{ ownUnit: false, ownArea: true, phases: ['appraisal'] }],
    unit: NEVER,
    viewer: NEVER,
  },
  'surveys.import': {
    administrator: NEVER,
    'standing-body': [{ phases: ['scheduled', 'self-scoring', 'self-closed', 'appraisal'] }],
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'facts.import': {
    administrator: NEVER,
    'standing-body': [{ phases: ['draft', 'scheduled', 'self-scoring', 'self-closed', 'appraisal'] }],
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'results.read': {
    administrator: [{ phases: ['published'] }],
    'standing-body': ALWAYS,
    appraiser: [{ phases: JUDGED }],
    unit: [{ phases: ['published'] }],
    viewer: [{ phases: JUDGED }],
  },
  'results.simulate': {
    administrator: NEVER,
    'standing-body': ALWAYS,
    appraiser: NEVER,
    unit: [{ ownUnit: true, phases: ['published'] }],
    viewer: [{ phases: JUDGED }],
  },
  'round.publish': {
    administrator: NEVER,
    'standing-body': [{ phases: ['approved', 'published'] }],
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
  'audit.read': {
    administrator: ALWAYS,
    'standing-body': ALWAYS,
    appraiser: NEVER,
    unit: NEVER,
    viewer: NEVER,
  },
};

/** True when some grant of the table is met. A condition whose fact is unknown is not met. */
export function may(role: Role, action: Action, relation: Relation = {}): boolean {
  return PERMISSIONS[action][role].some((grant) => meets(grant, relation));
}

/** True when the role could ever do it, whatever the relation: what menus show. */
export function mightEver(role: Role, action: Action): boolean {
  return PERMISSIONS[action][role].length > 0;
}

function meets(grant: Grant, relation: Relation): boolean {
  if (grant.phases && !(relation.phase && grant.phases.includes(relation.phase))) return false;
  if (grant.ownUnit !== undefined && relation.ownUnit !== grant.ownUnit) return false;
  return grant.ownArea === undefined || relation.ownArea === grant.ownArea;
}
