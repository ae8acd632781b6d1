export { ROLES, type Role } from './roles.ts';
export {
  mayMove,
  phaseOf,
  ROUND_MOVES,
  ROUND_PHASES,
  ROUND_STATES,
  type RoundClock,
  type RoundPhase,
  type RoundState,
} from './round-phase.ts';
export {
  ACTIONS,
  may,
  mightEver,
  PERMISSIONS,
  type Action,
  type Grant,
  type Relation,
} from './permissions.ts';
