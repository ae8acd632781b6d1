import type { ReplyState } from './appraisal-stage.ts';
import { type CardState, type CardWindow, WRITABLE } from './card-state.ts';
import type { RoundPhase } from './round-phase.ts';
import type { Role } from './roles.ts';

/** Every act the server knows. A route names one of these (or `public` / `signed-in`) or it does not boot. */
export const ACTIONS = [
  'units.read',
  'units.manage',
  'accounts.manage',
  'unit-people.manage',
  'criteria-sets.read',
  'criteria-sets.manage',
  'rounds.read',
  'rounds.manage',
  'progress.read',
  'scorecard.read',
  'scorecard.edit',
  'assignments.manage',
  'item.mark-ready',
  'card.send',
  'card.recall',
  'card.return',
  'card.approve',
  'card.extend',
  'card.reopen',
  'submission.attach',
  'evidence.read',
  'evidence.edit',
  'appraisal.read',
  'appraisal.edit',
  'replies.read',
  'reply.edit',
  'reply.send',
  'reply.approve',
  'reply.reopen',
  'council.read',
  'council.decide',
  'appraisal-groups.read',
  'appraisal-groups.manage',
  'appraisers.assign',
  'interests.declare',
  'interests.manage',
  'area.sign',
  'area.withdraw',
  'reasons.manage',
  'second-readings.draw',
  'second-readings.judge',
  'agreement.read',
  'inspections.read',
  'inspections.manage',
  'inspections.fill',
  'inspections.sign',
  'surveys.import',
  'surveys.read',
  'surveys.manage',
  'facts.import',
  'results.read',
  'results.simulate',
  'analysis.read',
  'analysis.manage',
  'round.publish',
  'remediation.read',
  'remediation.edit',
  'remediation.claim',
  'remediation.send',
  'remediation.approve',
  'remediation.check',
  'commendations.read',
  'commendations.manage',
  'dossier-figures.read',
  'dossiers.read',
  'dossiers.remind',
  'dossier-sources.manage',
  'dossier-files.manage',
  'counter.read',
  'counter.act',
  'procedures.read',
  'procedures.manage',
  'working-calendar.read',
  'working-calendar.manage',
  'audit.read',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How the person stands to the thing acted on. Unknown parts (no unit, no area in play) are left out. */
export interface Relation {
  /** The scorecard is that of the person's own unit. */
  readonly ownUnit?: boolean;
  /** The unit stands below the person's own unit in the tree. */
  readonly belowMe?: boolean;
  /** The item lies in an area the person appraises. */
  readonly ownArea?: boolean;
  /** The item is assigned to the person, to their division, or to somebody who has delegated to them. */
  readonly ownItem?: boolean;
  readonly phase?: RoundPhase;
  /** Whether this unit may write on its card now. */
  readonly window?: CardWindow;
  readonly card?: CardState;
  readonly replies?: ReplyState;
  /** Units are shown what is asked for: their preliminary result in this phase, a record that waits for them. */
  readonly shown?: boolean;
}

/** One way to be allowed; every condition given must hold. */
export interface Grant {
  readonly phases?: readonly RoundPhase[];
  readonly windows?: readonly CardWindow[];
  readonly cards?: readonly CardState[];
  readonly replies?: readonly ReplyState[];
  readonly shown?: boolean;
  readonly ownUnit?: boolean;
  readonly belowMe?: boolean;
  readonly ownArea?: boolean;
  readonly ownItem?: boolean;
}

const ALWAYS: readonly Grant[] = [{}];
/** After the appraisal, until the result is approved: the unit is heard and the council decides. */
const HEARING: readonly RoundPhase[] = ['explanation', 'explanation-closed', 'reappraisal', 'council'];
const JUDGED: readonly RoundPhase[] = ['appraisal', ...HEARING, 'approved', 'published'];
/** Once the results lie before the council. */
const CONVENED: readonly RoundPhase[] = ['council', 'approved', 'published'];
const STARTED: readonly RoundPhase[] = ['self-scoring', 'self-closed', ...JUDGED];
/** While cards are declared and judged for the first time. */
const RUNNING: readonly RoundPhase[] = ['scheduled', 'self-scoring', 'self-closed', 'appraisal'];
const UNAPPROVED: readonly RoundPhase[] = [...RUNNING, ...HEARING];

const EVERYBODY: Readonly<Record<Role, readonly Grant[]>> = {
  administrator: ALWAYS,
  'standing-body': ALWAYS,
  council: ALWAYS,
  'lead-appraiser': ALWAYS,
  appraiser: ALWAYS,
  'focal-point': ALWAYS,
  contributor: ALWAYS,
  'unit-leader': ALWAYS,
  'one-stop-clerk': ALWAYS,
  inspector: ALWAYS,
  approver: ALWAYS,
  viewer: ALWAYS,
};

/** Those who judge, and those to whom the appraisal answers; units are not told who judges them. */
const AMONG_APPRAISERS: Readonly<Partial<Record<Role, readonly Grant[]>>> = {
  'standing-body': ALWAYS,
  council: ALWAYS,
  'lead-appraiser': ALWAYS,
  appraiser: ALWAYS,
  inspector: ALWAYS,
  approver: ALWAYS,
  viewer: ALWAYS,
};

const OWN: readonly Grant[] = [{ ownUnit: true }];
const OWN_PUBLISHED: readonly Grant[] = [{ ownUnit: true, phases: ['published'] }];
/** The own preliminary result, in the phases in which the round shows it. */
const OWN_SHOWN: readonly Grant[] = [
  ...OWN_PUBLISHED,
  { ownUnit: true, shown: true, phases: [...HEARING, 'approved'] },
];
/** The record of a visit at the own unit, once the leader of the team has closed it. */
const OWN_RECORD: readonly Grant[] = [{ ownUnit: true, shown: true }];
/** Nobody inspects their own unit. */
const STRANGER: readonly Grant[] = [{ ownUnit: false }];
const OPEN_REPLIES = {
  ownUnit: true,
  phases: ['explanation'],
  replies: ['open'],
} as const satisfies Grant;
const REVIEWED_REPLIES: readonly Grant[] = [
  { ownUnit: true, phases: ['explanation'], replies: ['unit-review'] },
];
/** The own card, and those of the units below. */
const OWN_AND_BELOW: readonly Grant[] = [{ ownUnit: true }, { belowMe: true }];
const OPEN_CARD = { ownUnit: true, windows: ['open'], cards: WRITABLE } as const satisfies Grant;
/** While areas are judged by those who appraise them. */
const JUDGING: readonly RoundPhase[] = ['appraisal', 'reappraisal'];
/** Only what a unit has handed in, or can no longer hand in, is judged. */
const JUDGE: readonly Grant[] = [
  {
    ownUnit: false,
    ownArea: true,
    phases: ['appraisal', 'reappraisal'],
    cards: ['submitted', 'not-submitted'],
  },
];
const from = (phases: readonly RoundPhase[]): readonly Grant[] => [{ phases }];

/**
 * The one table of rights: action × role → the ways to be allowed; a role that is not named never may. The server
 * refuses by it, the web shows by it. An administrator keeps the platform and never scores; nobody appraises their own
 * unit; a unit sees results from publication on.
 */
export const PERMISSIONS: Readonly<Record<Action, Readonly<Partial<Record<Role, readonly Grant[]>>>>> = {
  'units.read': EVERYBODY,
  'units.manage': { administrator: ALWAYS, 'standing-body': ALWAYS },
  'accounts.manage': { administrator: ALWAYS },
  'unit-people.manage': { 'focal-point': OWN, 'unit-leader': OWN },
  'criteria-sets.read': EVERYBODY,
  'criteria-sets.manage': { 'standing-body': ALWAYS },
  'rounds.read': EVERYBODY,
  'rounds.manage': { 'standing-body': ALWAYS },
  'progress.read': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    approver: from(JUDGED),
    viewer: from(JUDGED),
  },
  'scorecard.read': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'lead-appraiser': from(STARTED),
    appraiser: from(STARTED),
    'focal-point': OWN_AND_BELOW,
    contributor: OWN,
    'unit-leader': OWN_AND_BELOW,
    inspector: from(STARTED),
    approver: from(JUDGED),
    viewer: from(JUDGED),
  },
  'scorecard.edit': { 'focal-point': [OPEN_CARD], contributor: [{ ...OPEN_CARD, ownItem: true }] },
  'assignments.manage': { 'focal-point': [{ ownUnit: true, windows: ['before', 'open'] }] },
  'item.mark-ready': { 'focal-point': [OPEN_CARD], contributor: [{ ...OPEN_CARD, ownItem: true }] },
  'card.send': { 'focal-point': [OPEN_CARD] },
  'card.recall': { 'focal-point': [{ ownUnit: true, windows: ['open'], cards: ['unit-review'] }] },
  'card.return': { 'unit-leader': [{ ownUnit: true, windows: ['open'], cards: ['unit-review'] }] },
  'card.approve': { 'unit-leader': [{ ownUnit: true, windows: ['open'], cards: ['unit-review'] }] },
  'card.extend': { 'standing-body': from(RUNNING) },
  'card.reopen': { 'standing-body': [{ phases: RUNNING, cards: ['submitted'] }] },
  'submission.attach': { 'focal-point': OWN, 'unit-leader': OWN },
  'evidence.read': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'lead-appraiser': from(JUDGED),
    appraiser: from(JUDGED),
    'focal-point': OWN_AND_BELOW,
    contributor: OWN,
    'unit-leader': OWN_AND_BELOW,
    inspector: from(JUDGED),
    approver: from(JUDGED),
  },
  'evidence.edit': { 'focal-point': OWN, contributor: OWN },
  'appraisal.read': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'lead-appraiser': from(JUDGED),
    appraiser: from(JUDGED),
    'focal-point': OWN_SHOWN,
    contributor: OWN_SHOWN,
    'unit-leader': OWN_SHOWN,
    inspector: from(JUDGED),
    approver: from(['approved', 'published']),
    viewer: from(['approved', 'published']),
  },
  'appraisal.edit': { 'lead-appraiser': JUDGE, appraiser: JUDGE },
  'replies.read': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'lead-appraiser': from(JUDGED),
    appraiser: from(JUDGED),
    'focal-point': OWN_SHOWN,
    contributor: OWN_SHOWN,
    'unit-leader': OWN_SHOWN,
    inspector: from(JUDGED),
    approver: from(['approved', 'published']),
  },
  'reply.edit': { 'focal-point': [OPEN_REPLIES], contributor: [{ ...OPEN_REPLIES, ownItem: true }] },
  'reply.send': { 'focal-point': [OPEN_REPLIES] },
  'reply.approve': { 'unit-leader': REVIEWED_REPLIES },
  'reply.reopen': { 'standing-body': [{ phases: ['explanation'], replies: ['approved'] }] },
  'council.read': {
    'standing-body': from(CONVENED),
    council: from(CONVENED),
    'lead-appraiser': from(CONVENED),
    approver: from(CONVENED),
  },
  'council.decide': {
    council: [{ ownUnit: false, phases: ['council'] }],
    'standing-body': [{ ownUnit: false, phases: ['council'] }],
  },
  'appraisal-groups.read': AMONG_APPRAISERS,
  'appraisal-groups.manage': { 'standing-body': ALWAYS },
  'appraisers.assign': { 'standing-body': ALWAYS, 'lead-appraiser': [{ ownArea: true }] },
  'interests.declare': { council: ALWAYS, 'lead-appraiser': ALWAYS, appraiser: ALWAYS },
  'interests.manage': { 'standing-body': ALWAYS },
  'area.sign': { 'lead-appraiser': [{ ownArea: true, phases: JUDGING }] },
  'area.withdraw': { 'standing-body': from(JUDGING), 'lead-appraiser': [{ ownArea: true, phases: JUDGING }] },
  'reasons.manage': { 'lead-appraiser': [{ ownArea: true }], appraiser: [{ ownArea: true }] },
  'second-readings.draw': { 'standing-body': from(JUDGING) },
  'second-readings.judge': {
    'lead-appraiser': [{ phases: JUDGING }],
    appraiser: [{ phases: JUDGING }],
  },
  'agreement.read': { 'standing-body': ALWAYS, council: from(JUDGED) },
  'inspections.read': {
    'standing-body': ALWAYS,
    council: ALWAYS,
    'lead-appraiser': ALWAYS,
    appraiser: ALWAYS,
    'focal-point': OWN_RECORD,
    contributor: OWN_RECORD,
    'unit-leader': OWN_RECORD,
    inspector: ALWAYS,
    approver: ALWAYS,
    viewer: ALWAYS,
  },
  'inspections.manage': { 'standing-body': ALWAYS },
  'inspections.fill': {
    'standing-body': STRANGER,
    'lead-appraiser': STRANGER,
    appraiser: STRANGER,
    inspector: STRANGER,
  },
  'inspections.sign': {
    'standing-body': STRANGER,
    'lead-appraiser': STRANGER,
    appraiser: STRANGER,
    inspector: STRANGER,
    'unit-leader': OWN_RECORD,
  },
  'surveys.import': { 'standing-body': from(UNAPPROVED) },
  'surveys.read': { 'standing-body': ALWAYS, council: from(JUDGED) },
  'surveys.manage': { 'standing-body': from(['draft', ...UNAPPROVED]) },
  'facts.import': { 'standing-body': from(['draft', ...RUNNING]) },
  'results.read': {
    administrator: from(['published']),
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'lead-appraiser': from(JUDGED),
    appraiser: from(JUDGED),
    'focal-point': from(['published']),
    contributor: from(['published']),
    'unit-leader': from(['published']),
    inspector: from(JUDGED),
    approver: from(JUDGED),
    viewer: from(JUDGED),
  },
  'results.simulate': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'focal-point': OWN_PUBLISHED,
    'unit-leader': OWN_PUBLISHED,
    approver: from(JUDGED),
    viewer: from(JUDGED),
  },
  'analysis.read': {
    'standing-body': ALWAYS,
    council: from(JUDGED),
    'lead-appraiser': from(JUDGED),
    'focal-point': OWN_PUBLISHED,
    'unit-leader': OWN_PUBLISHED,
    approver: from(JUDGED),
    viewer: from(JUDGED),
  },
  'analysis.manage': { 'standing-body': ALWAYS },
  'round.publish': { 'standing-body': from(['approved', 'published']) },
  'remediation.read': {
    ...AMONG_APPRAISERS,
    'focal-point': OWN_AND_BELOW,
    contributor: OWN,
    'unit-leader': OWN_AND_BELOW,
  },
  'remediation.edit': { 'focal-point': OWN },
  'remediation.claim': { 'focal-point': OWN, contributor: [{ ownUnit: true, ownItem: true }] },
  'remediation.send': { 'focal-point': OWN },
  'remediation.approve': { 'unit-leader': OWN },
  'remediation.check': { 'lead-appraiser': [{ ownUnit: false, ownArea: true }] },
  'commendations.read': EVERYBODY,
  'commendations.manage': { 'standing-body': ALWAYS },
  'dossier-figures.read': EVERYBODY,
  'dossiers.read': {
    ...AMONG_APPRAISERS,
    'focal-point': OWN_AND_BELOW,
    contributor: OWN,
    'unit-leader': OWN_AND_BELOW,
    'one-stop-clerk': OWN,
  },
  'dossiers.remind': { 'standing-body': ALWAYS, viewer: ALWAYS, approver: ALWAYS },
  'dossier-sources.manage': { administrator: ALWAYS, 'standing-body': ALWAYS },
  'dossier-files.manage': { administrator: ALWAYS, 'standing-body': ALWAYS },
  'counter.read': { 'one-stop-clerk': OWN, 'focal-point': OWN, 'unit-leader': OWN },
  'counter.act': { 'one-stop-clerk': OWN },
  'procedures.read': EVERYBODY,
  'procedures.manage': { administrator: ALWAYS, 'standing-body': ALWAYS },
  'working-calendar.read': EVERYBODY,
  'working-calendar.manage': { administrator: ALWAYS, 'standing-body': ALWAYS },
  'audit.read': { administrator: ALWAYS, 'standing-body': ALWAYS },
};

/** Acts that declare, judge or publish: whoever keeps the platform never does them, whatever else they hold. */
const SCORING: ReadonlySet<Action> = new Set([
  'scorecard.edit',
  'item.mark-ready',
  'card.send',
  'card.return',
  'card.approve',
  'submission.attach',
  'appraisal.edit',
  'area.sign',
  'second-readings.judge',
  'reply.edit',
  'reply.send',
  'reply.approve',
  'council.decide',
  'inspections.fill',
  'inspections.sign',
  'surveys.import',
  'surveys.manage',
  'facts.import',
  'round.publish',
  'remediation.edit',
  'remediation.claim',
  'remediation.send',
  'remediation.approve',
  'remediation.check',
]);

/** The ways in which somebody with these roles is allowed the act, if its conditions hold. */
export function grantsOf(roles: readonly Role[], action: Action): readonly Grant[] {
  if (SCORING.has(action) && roles.includes('administrator')) return [];
  return roles.flatMap((role) => PERMISSIONS[action][role] ?? []);
}

/** True when some grant of the table is met. A condition whose fact is unknown is not met. */
export function may(roles: readonly Role[], action: Action, relation: Relation = {}): boolean {
  return grantsOf(roles, action).some((grant) => meets(grant, relation, false));
}

/** True when nothing known speaks against it: what a page offers before it has read the card itself. */
export function couldBeAllowed(roles: readonly Role[], action: Action, relation: Relation): boolean {
  return grantsOf(roles, action).some((grant) => meets(grant, relation, true));
}

/** True when the roles could ever do it, whatever the relation: what menus show. */
export function mightEver(roles: readonly Role[], action: Action): boolean {
  return grantsOf(roles, action).length > 0;
}

/** `unknown`: the answer for a condition whose fact was left out. */
function meets(grant: Grant, relation: Relation, unknown: boolean): boolean {
  const isOne = <T>(allowed: readonly T[] | undefined, fact: T | undefined): boolean =>
    allowed === undefined || (fact === undefined ? unknown : allowed.includes(fact));
  const is = (wanted: boolean | undefined, fact: boolean | undefined): boolean =>
    wanted === undefined || (fact === undefined ? unknown : fact === wanted);
  return (
    isOne(grant.phases, relation.phase) &&
    isOne(grant.windows, relation.window) &&
    isOne(grant.cards, relation.card) &&
    isOne(grant.replies, relation.replies) &&
    is(grant.shown, relation.shown) &&
    is(grant.ownUnit, relation.ownUnit) &&
    is(grant.belowMe, relation.belowMe) &&
    is(grant.ownArea, relation.ownArea) &&
    is(grant.ownItem, relation.ownItem)
  );
}
