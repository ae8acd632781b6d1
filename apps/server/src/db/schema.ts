import type { Channel, DossierState, Ending } from '@parix/one-stop';
import type { Lateness, OnlineLevel } from '@parix/one-stop';
import type { MeasuredFrom } from '@parix/scoring';
import type { WayToCount } from '@parix/working-days';
import type {
  AppraisalStage,
  CardEvent,
  CheckAnswer,
  CheckSource,
  Decision,
  FindingKind,
  NoticeChannel,
  NoticeKind,
  OperationKind,
  PlanEvent,
  ReasonCode,
  ReplyEvent,
  ReplyStance,
  Role,
  RoundState,
  TaskEvent,
  TeamPart,
} from '@parix/workflow';
import type {
  ColumnType,
  Generated,
  Insertable,
  InsertType,
  JSONColumnType,
  Selectable,
  SelectType,
  Updateable,
} from 'kysely';

/*
 * The tables as the application sees them (camelCase; snake_case in SQL). Written by hand beside the migrations.
 * uuid: UUIDv7 made by the application. date: 'YYYY-MM-DD'. numeric: exact decimal text. jsonb: written with
 * JSON.stringify, because the driver would send an array as a PostgreSQL array.
 */

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type GeneratedTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;
/** Legal date without time of day, 'YYYY-MM-DD'. */
type LegalDate = ColumnType<string, string, string>;
type NullableLegalDate = ColumnType<string | null, string | null | undefined, string | null>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
type GeneratedJson<T extends object> = JSONColumnType<T, string | undefined>;

/** What a column of free jsonb holds; readers parse it with a schema of their own. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type MilestoneKind =
  | 'plan'
  | 'council'
  | 'field-visit'
  | 'preliminary-notice'
  | 'explanation-closes'
  | 'council-meeting'
  | 'publication'
  | 'other';
export type PublicationBuildState = 'waiting' | 'building' | 'published' | 'cancelled' | 'failed';
export type EntryOrigin = 'typed' | 'imported' | 'survey-import';
export type DisabledReason = 'by-administrator' | 'by-unit' | 'dormant' | 'replaced';
export type SessionAssurance = 'password' | 'second-factor';
export type SessionEntrance = 'password' | 'passkey' | 'sign-on' | 'invitation';
export type AccountLinkKind = 'invitation' | 'password-reset' | 'email-change';
export type AppraisalDecision = Decision | 'set';

export interface UnitTable {
  id: string;
  code: string;
  name: string;
  kind: string;
  parentId: Nullable<string>;
  validFrom: LegalDate;
  validTo: NullableLegalDate;
  createdAt: GeneratedTimestamp;
  begunBy: Nullable<string>;
  endedBy: Nullable<string>;
  version: Generated<number>;
}

export type UnitChangeKind = 'establish' | 'rename' | 'move' | 'merge' | 'split' | 'transfer' | 'abolish';

export interface UnitChangeTable {
  id: string;
  kind: UnitChangeKind;
  effectiveOn: LegalDate;
  decisionNumber: Nullable<string>;
  decisionDate: NullableLegalDate;
  note: Nullable<string>;
  recordedBy: Nullable<string>;
  recordedAt: Timestamp;
}

export interface UnitPeriodTable {
  unitId: string;
  validFrom: LegalDate;
  replacedOn: NullableLegalDate;
  endsOn: NullableLegalDate;
  isFirst: Generated<boolean>;
  searchText: Generated<string>;
  name: string;
  kind: string;
  parentId: Nullable<string>;
  namedBy: Nullable<string>;
  placedBy: Nullable<string>;
}

export interface UnitSuccessionTable {
  predecessorId: string;
  successorId: string;
  changeId: string;
  effectiveOn: LegalDate;
  /** Exact decimal, ten places. */
  share: string;
}

export interface BlockTable {
  id: string;
  name: string;
  createdAt: GeneratedTimestamp;
}

export interface BlockUnitTable {
  blockId: string;
  unitId: string;
}

export interface AccountTable {
  id: string;
  username: string;
  displayName: string;
  passwordHash: Nullable<string>;
  email: Nullable<string>;
  unitId: Nullable<string>;
  divisionId: Nullable<string>;
  areas: Generated<string[]>;
  locale: Generated<string>;
  disabledAt: NullableTimestamp;
  disabledReason: Nullable<DisabledReason>;
  enabledAt: NullableTimestamp;
  createdAt: GeneratedTimestamp;
  lastSignInAt: NullableTimestamp;
  reviewedAt: NullableTimestamp;
  reviewedBy: Nullable<string>;
  version: Generated<number>;
}

export interface RoleGrantTable {
  accountId: string;
  id: string;
  role: Role;
  startsAt: Timestamp;
  endsAt: NullableTimestamp;
  grantedBy: Nullable<string>;
  grantedAt: Timestamp;
  endedBy: Nullable<string>;
  source: Generated<'assigned' | 'sign-on'>;
}

export interface DivisionTable {
  unitId: string;
  id: string;
  name: string;
  createdAt: Timestamp;
  endedAt: NullableTimestamp;
}

export interface DelegationTable {
  unitId: string;
  id: string;
  fromAccountId: string;
  toAccountId: string;
  startsAt: Timestamp;
  endsAt: Timestamp;
  reason: string;
  createdBy: string;
  createdAt: Timestamp;
  revokedAt: NullableTimestamp;
  revokedBy: Nullable<string>;
}

export interface SessionTable {
  idHash: Buffer;
  id: string;
  accountId: string;
  csrfToken: string;
  createdAt: Timestamp;
  lastSeenAt: Timestamp;
  expiresAt: Timestamp;
  assurance: SessionAssurance;
  enteredBy: SessionEntrance;
  provedAt: Timestamp;
  lockedAt: NullableTimestamp;
  userAgent: string;
  address: string;
}

export interface AccountLinkTable {
  tokenHash: Buffer;
  accountId: string;
  kind: AccountLinkKind;
  email: Nullable<string>;
  createdAt: Timestamp;
  createdBy: Nullable<string>;
  expiresAt: Timestamp;
  usedAt: NullableTimestamp;
}

export interface SignInGuardTable {
  subject: Buffer;
  tries: number;
  locks: Generated<number>;
  lockedUntil: NullableTimestamp;
  lastTryAt: Timestamp;
}

export interface AccountTotpTable {
  accountId: string;
  sealedSecret: Buffer;
  createdAt: Timestamp;
  confirmedAt: NullableTimestamp;
  lastStep: Nullable<number>;
}

export interface RecoveryCodeTable {
  accountId: string;
  codeHash: Buffer;
  createdAt: Timestamp;
  usedAt: NullableTimestamp;
}

export interface PasskeyTable {
  credentialId: string;
  id: string;
  accountId: string;
  publicKey: Buffer;
  signCount: number;
  transports: string[];
  backedUp: boolean;
  name: string;
  createdAt: Timestamp;
  lastUsedAt: NullableTimestamp;
}

export interface PasskeyChallengeTable {
  id: string;
  challenge: string;
  accountId: Nullable<string>;
  expiresAt: Timestamp;
}

export interface SignOnIdentityTable {
  issuer: string;
  subject: string;
  accountId: string;
  createdAt: Timestamp;
  lastUsedAt: Timestamp;
}

export interface CriteriaSetVersionTable {
  id: string;
  setId: string;
  version: string;
  fingerprint: string;
  document: string;
  amendments: GeneratedJson<string[]>;
  title: string;
  status: string;
  sample: boolean;
  decisionNumber: Nullable<string>;
  decisionDate: NullableLegalDate;
  indexYearFrom: number;
  indexYearTo: Nullable<number>;
  createdBy: Nullable<string>;
  createdAt: GeneratedTimestamp;
}

export interface RoundTable {
  id: string;
  title: string;
  indexYear: number;
  setVersionId: string;
  blockId: string;
  state: RoundState;
  selfScoringOpensAt: NullableTimestamp;
  selfScoringClosesAt: NullableTimestamp;
  appraisalClosesAt: NullableTimestamp;
  dataFrom: NullableLegalDate;
  dataTo: NullableLegalDate;
  dataRefusedOutside: Generated<boolean>;
  nameAnchorDate: NullableLegalDate;
  movedAt: NullableTimestamp;
  movedFrom: Nullable<RoundState>;
  repliesCloseAt: NullableTimestamp;
  replyWaivedReason: Nullable<string>;
  shownToUnits: Generated<RoundState[]>;
  publicFrom: NullableTimestamp;
  createdBy: Nullable<string>;
  createdAt: GeneratedTimestamp;
  updatedAt: GeneratedTimestamp;
  version: Generated<number>;
}

export interface RoundMilestoneTable {
  roundId: string;
  position: number;
  kind: MilestoneKind;
  title: string;
  at: Timestamp;
}

export interface RoundUnitTable {
  roundId: string;
  unitId: string;
  unitName: string;
  unitKind: string;
  unranked: Generated<boolean>;
}

/** What became of items from one version of a set to another, as confirmed. */
export interface ItemMappingTable {
  fromVersionId: string;
  toVersionId: string;
  revision: number;
  entries: JSONColumnType<unknown[]>;
  confirmedBy: Nullable<string>;
  confirmedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface ItemEntryTable {
  unitId: string;
  roundId: string;
  itemId: string;
  version: number;
  figures: JSONColumnType<Record<string, unknown>>;
  notApplicableReason: Nullable<string>;
  olderPoints: Nullable<string>;
  explanation: Nullable<string>;
  evidence: GeneratedJson<unknown[]>;
  origin: EntryOrigin;
  importRef: Nullable<string>;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface ItemAppraisalTable {
  unitId: string;
  roundId: string;
  itemId: string;
  version: number;
  decision: AppraisalDecision;
  points: Nullable<string>;
  reason: Nullable<string>;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
  entryVersion: Nullable<number>;
  stage: Generated<AppraisalStage>;
  /** With `keep`: the decision that stands on. */
  kept: Nullable<Exclude<AppraisalDecision, 'keep' | 'needs-explanation'>>;
  reasonCode: Nullable<ReasonCode>;
  requirement: Nullable<string>;
}

export interface ItemReplyTable {
  unitId: string;
  roundId: string;
  itemId: string;
  version: number;
  appraisalVersion: number;
  afterEvent: number;
  stance: ReplyStance;
  reason: Nullable<string>;
  evidence: GeneratedJson<unknown[]>;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface ReplyEventTable {
  unitId: string;
  roundId: string;
  sequence: number;
  kind: ReplyEvent;
  reason: Nullable<string>;
  actorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface CommendationTable {
  id: string;
  roundId: string;
  publicationId: string;
  logIndex: number;
  manifestHash: string;
  title: string;
  decisionNumber: string;
  decisionDate: LegalDate;
  signer: string;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface CommendationRecipientTable {
  commendationId: string;
  position: number;
  unitId: Nullable<string>;
  personName: Nullable<string>;
  personTitle: Nullable<string>;
}

export interface CommendationWithdrawalTable {
  commendationId: string;
  reason: string;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface RemediationEventTable {
  unitId: string;
  roundId: string;
  number: number;
  sequence: number;
  kind: PlanEvent;
  reason: Nullable<string>;
  contentSha256: Nullable<string>;
  actorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface RemediationTaskTable {
  unitId: string;
  id: string;
  roundId: string;
  planNumber: number;
  position: number;
  source: 'lost-item' | 'finding' | 'own';
  itemId: Nullable<string>;
  areaId: Nullable<string>;
  findingId: Nullable<string>;
  lostPoints: Nullable<string>;
  said: Nullable<string>;
  repeatsUnitId: Nullable<string>;
  repeatsId: Nullable<string>;
  shortcoming: string;
  measure: Generated<string>;
  product: Generated<string>;
  ownerAccountId: Nullable<string>;
  ownerDivisionId: Nullable<string>;
  dueOn: NullableLegalDate;
  version: Generated<number>;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface RemediationTaskEventTable {
  unitId: string;
  taskId: string;
  sequence: number;
  kind: TaskEvent;
  note: Nullable<string>;
  evidence: GeneratedJson<readonly JsonObject[]>;
  actorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface RemediationTakeTable {
  id: string;
  roundId: string;
  itemId: string;
  sourceRoundId: string;
  dueFrom: LegalDate;
  dueTo: LegalDate;
  counted: 'fixed' | 'fixed-in-time';
  fixedFigure: string;
  totalFigure: string;
  formula: string;
  units: number;
  authorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface RemediationFigureTable {
  unitId: string;
  roundId: string;
  itemId: string;
  entryVersion: number;
  takeId: string;
  figures: JSONColumnType<JsonObject, string>;
  tasks: JSONColumnType<readonly JsonObject[], string>;
}

export interface CountedTakeTable {
  id: string;
  roundId: string;
  occasion: 'opening' | 'closing' | 'asked';
  dueAt: NullableTimestamp;
  units: number;
  written: number;
  missing: number;
  frozen: number;
  authorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface CountedFigureTable {
  unitId: string;
  roundId: string;
  itemId: string;
  figureKey: string;
  sequence: number;
  measure: string;
  part: MeasuredFrom['part'];
  withBelow: boolean;
  periodFrom: LegalDate;
  periodTo: LegalDate;
  asOf: NullableLegalDate;
  value: Nullable<string>;
  printed: Nullable<string>;
  numerator: number;
  denominator: number;
  reason: Nullable<string>;
  sources: JSONColumnType<readonly JsonObject[], string>;
  entryVersion: number;
  takeId: string;
  computedAt: Timestamp;
}

export interface MonthlyResultTable {
  unitId: string;
  month: LegalDate;
  sequence: number;
  setVersionId: string;
  unitName: string;
  unitKind: string;
  asOf: LegalDate;
  closed: boolean;
  items: JSONColumnType<readonly JsonObject[], string>;
  sources: JSONColumnType<readonly JsonObject[], string>;
  computedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface ResultFreezeTable {
  roundId: string;
  sequence: number;
  sha256: string;
  authorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface CouncilMinutesTable {
  roundId: string;
  version: number;
  record: JSONColumnType<Record<string, unknown>>;
  sha256: string;
  freezeSequence: number;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface CouncilSignatureTable {
  roundId: string;
  version: number;
  part: 'chair' | 'secretary';
  accountId: string;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface CouncilVoteTable {
  unitId: string;
  roundId: string;
  itemId: string;
  appraisalVersion: number;
  inFavour: number;
  against: number;
  abstained: number;
}

export interface FrozenResultTable {
  unitId: string;
  roundId: string;
  sequence: number;
  points: string;
  maximum: string;
  indexValue: Nullable<string>;
  classId: Nullable<string>;
  rank: Nullable<number>;
}

export interface CardEventTable {
  unitId: string;
  roundId: string;
  sequence: number;
  kind: CardEvent;
  reason: Nullable<string>;
  closesAt: NullableTimestamp;
  actorId: Nullable<string>;
  onBehalfOf: Nullable<string>;
  requestId: Nullable<string>;
  at: Timestamp;
  remarks: GeneratedJson<unknown[]>;
}

export interface SubmissionTable {
  unitId: string;
  roundId: string;
  sequence: number;
  record: string;
  sha256: string;
  late: boolean;
  signedFile: Nullable<string>;
  at: Timestamp;
}

export interface ReportDetailTable {
  unitId: string;
  roundId: string;
  version: number;
  content: JSONColumnType<JsonObject>;
  authorId: Nullable<string>;
  requestId: Nullable<string>;
  recordedAt: Timestamp;
}

export interface ReportTemplateTable {
  kind: string;
  sequence: number;
  sha256: Nullable<string>;
  fileName: Nullable<string>;
  size: Nullable<number>;
  actorId: Nullable<string>;
  at: Timestamp;
}

export interface LetterheadTable {
  kind: string;
  version: number;
  content: JSONColumnType<JsonObject>;
  authorId: Nullable<string>;
  requestId: Nullable<string>;
  recordedAt: Timestamp;
}

export interface SignedFileTable {
  unitId: string;
  roundId: string;
  sequence: number;
  number: number;
  sha256: string;
  fileName: string;
  size: number;
  signatures: JSONColumnType<unknown[]>;
  actorId: Nullable<string>;
  requestId: Nullable<string>;
  at: Timestamp;
}

export interface ItemAssignmentTable {
  unitId: string;
  roundId: string;
  id: string;
  itemId: string;
  accountId: Nullable<string>;
  divisionId: Nullable<string>;
  startsAt: Timestamp;
  endsAt: NullableTimestamp;
  assignedBy: Nullable<string>;
  endedBy: Nullable<string>;
  requestId: Nullable<string>;
  endRequestId: Nullable<string>;
}

export type AppraisalGroupKind = 'council' | 'appraisal-group';
export type GroupRole = 'chair' | 'deputy' | 'member' | 'secretary';

export interface AppraisalGroupTable {
  roundId: string;
  id: string;
  kind: AppraisalGroupKind;
  name: string;
  decisionNumber: string;
  decisionDate: LegalDate;
  decisionIssuer: string;
  decisionUrl: Nullable<string>;
  fileSha256: Nullable<string>;
  fileName: Nullable<string>;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
  dissolvedAt: NullableTimestamp;
  version: Generated<number>;
}

export interface AppraisalGroupMemberTable {
  roundId: string;
  groupId: string;
  id: string;
  accountId: string;
  role: GroupRole;
  agency: string;
  joinedAt: Timestamp;
  joinedBy: Nullable<string>;
  leftAt: NullableTimestamp;
  leftBy: Nullable<string>;
}

export interface AreaLeadTable {
  roundId: string;
  areaId: string;
  agency: string;
  unitId: Nullable<string>;
  setBy: Nullable<string>;
  setAt: Timestamp;
}

export interface AppraiserAssignmentTable {
  unitId: string;
  roundId: string;
  id: string;
  areaId: string;
  accountId: string;
  startsAt: Timestamp;
  endsAt: NullableTimestamp;
  assignedBy: Nullable<string>;
  endedBy: Nullable<string>;
  requestId: Nullable<string>;
}

export interface InterestConflictTable {
  unitId: string;
  roundId: string;
  id: string;
  accountId: string;
  reason: string;
  declaredBy: string;
  declaredAt: Timestamp;
  endedAt: NullableTimestamp;
  endedBy: Nullable<string>;
  endReason: Nullable<string>;
}

export interface InterestDeclarationTable {
  roundId: string;
  accountId: string;
  statement: string;
  conflicts: number;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface AreaSignOffTable {
  roundId: string;
  areaId: string;
  stage: AppraisalStage;
  sequence: number;
  kind: 'signed' | 'withdrawn';
  pairs: number;
  counts: JSONColumnType<Record<string, number>>;
  rowsSha256: string;
  note: Nullable<string>;
  actorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface ReasonTextTable {
  roundId: string;
  id: string;
  areaId: string;
  itemId: Nullable<string>;
  code: string;
  text: string;
  requirement: Nullable<string>;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
  endedAt: NullableTimestamp;
  endedBy: Nullable<string>;
}

export interface SecondReadingDrawTable {
  roundId: string;
  id: string;
  seed: string;
  size: number;
  population: number;
  populationSha256: string;
  areaIds: string[];
  drawnBy: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface SecondReadingPairTable {
  unitId: string;
  roundId: string;
  itemId: string;
  drawId: string;
  areaId: string;
}

export interface SecondReadingTable {
  unitId: string;
  roundId: string;
  itemId: string;
  accountId: string;
  decision: 'accept' | 'reduce' | 'raise' | 'not-applicable';
  points: Nullable<string>;
  reason: Nullable<string>;
  entryVersion: number;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface OpenReadingTable {
  unitId: string;
  roundId: string;
  accountId: string;
  itemId: string;
  at: Timestamp;
}

export interface ItemMarkTable {
  unitId: string;
  roundId: string;
  itemId: string;
  sequence: number;
  ready: boolean;
  entryVersion: number;
  actorId: Nullable<string>;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface CardPresenceTable {
  unitId: string;
  roundId: string;
  accountId: string;
  itemId: Nullable<string>;
  seenAt: Timestamp;
}

export interface StoredFileTable {
  sha256: string;
  size: number;
  mediaType: string;
  pages: Nullable<number>;
  remarks: GeneratedJson<unknown[]>;
  storedAt: Timestamp;
}

export interface FileScanTable {
  sha256: string;
  sequence: number;
  state: 'clean' | 'infected' | 'not-scanned' | 'scanner-unavailable';
  scanner: Nullable<string>;
  signature: Nullable<string>;
  at: Timestamp;
}

export interface FinishedUploadTable {
  id: string;
  accountId: string;
  fileName: string;
  sha256: Nullable<string>;
  findings: JSONColumnType<unknown[]>;
  at: Timestamp;
}

export interface EvidenceDocumentTable {
  unitId: string;
  id: string;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
}

export interface EvidenceVersionTable {
  unitId: string;
  documentId: string;
  version: number;
  abstract: string;
  number: Generated<string>;
  issuedOn: NullableLegalDate;
  issuer: Generated<string>;
  kind: string;
  validFrom: NullableLegalDate;
  validTo: NullableLegalDate;
  url: Generated<string>;
  sha256: Nullable<string>;
  fileName: Nullable<string>;
  hidden: Generated<boolean>;
  folded: string;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
}

export interface EvidencePageTable {
  unitId: string;
  documentId: string;
  version: number;
  page: number;
  content: string;
  words: string;
}

export interface EvidenceTextStateTable {
  unitId: string;
  documentId: string;
  version: number;
  state: 'waiting' | 'indexed' | 'no-text' | 'unsupported' | 'failed';
  at: Timestamp;
}

export interface PublicationTable {
  id: string;
  roundId: string;
  sequence: number;
  decisionNumber: Nullable<string>;
  decisionDate: NullableLegalDate;
  publishedAt: Timestamp;
  publishedBy: Nullable<string>;
  manifestHash: string;
  logIndex: number;
  checkpoint: string;
  sealedAt: Timestamp;
  correctionReason: Nullable<string>;
  archiveSha256: Nullable<string>;
  archiveSize: Nullable<number>;
}

/** Why a publication could not be built, in both languages: whoever looks later may read either. */
export interface PublicationBuildProblem {
  readonly place: string;
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

export interface PublicationBuildTable {
  id: string;
  roundId: string;
  state: PublicationBuildState;
  decisionNumber: Nullable<string>;
  decisionDate: NullableLegalDate;
  decisionIssuer: Nullable<string>;
  publicFrom: NullableTimestamp;
  correctionReason: Nullable<string>;
  unitsTotal: Nullable<number>;
  unitsDone: Generated<number>;
  requestedAt: Timestamp;
  requestedBy: Nullable<string>;
  endedAt: NullableTimestamp;
  problems: JSONColumnType<PublicationBuildProblem[] | null, string | null | undefined, string | null>;
  publicationId: Nullable<string>;
}

export interface PublicationFileTable {
  publicationId: string;
  path: string;
  sha256: string;
  size: number;
  content: Nullable<Buffer>;
  archiveOffset: Nullable<number>;
  deflatedSize: Nullable<number>;
  crc: Nullable<number>;
}

export interface LogEntryTable {
  logIndex: number;
  leafHash: Buffer;
  entry: Buffer;
  createdAt: GeneratedTimestamp;
}

export interface LogCheckpointTable {
  treeSize: number;
  note: string;
  createdAt: GeneratedTimestamp;
}

export interface LogNodeTable {
  level: number;
  nodeIndex: number;
  hash: Buffer;
}

export interface ReceiptTable {
  unitId: string;
  id: string;
  roundId: string;
  kind: string;
  subject: string;
  version: number;
  recordSha256: string;
  textSha256: string;
  note: string;
  receivedAt: Timestamp;
}

export interface ReceiptLogEntryTable {
  unitId: string;
  receiptId: string;
  logIndex: number;
  loggedAt: Timestamp;
}

export interface ReceiptToLogTable {
  unitId: string;
  receiptId: string;
}

export interface AuditEventTable {
  id: string;
  at: Timestamp;
  actorId: Nullable<string>;
  actor: string;
  action: string;
  subject: string;
  requestId: Nullable<string>;
  detail: GeneratedJson<JsonObject>;
}

export interface IdempotencyKeyTable {
  accountId: string;
  key: string;
  route: string;
  requestHash: string;
  status: Nullable<number>;
  response: JSONColumnType<JsonObject | null, string | null | undefined, string | null>;
  createdAt: GeneratedTimestamp;
}

export type DeliveryOutcome =
  | 'seen'
  | 'handed-over'
  | 'accepted'
  | 'deferred'
  | 'refused'
  | 'given-up'
  | 'switched-off'
  | 'no-address'
  | 'account-closed'
  | 'not-configured';

export interface NoticeTable {
  unitId: string;
  id: string;
  accountId: string;
  roundId: Nullable<string>;
  kind: NoticeKind;
  legal: boolean;
  subject: string;
  body: string;
  path: Nullable<string>;
  facts: JSONColumnType<JsonObject>;
  onceKey: Nullable<string>;
  actorId: Nullable<string>;
  createdAt: Timestamp;
}

export interface NoticeDeliveryTable {
  unitId: string;
  noticeId: string;
  id: string;
  channel: NoticeChannel;
  outcome: DeliveryOutcome;
  mailId: Nullable<string>;
  server: Nullable<string>;
  status: Nullable<number>;
  answer: Nullable<string>;
  at: Timestamp;
}

export interface NoticeOutboxTable {
  unitId: string;
  noticeId: string;
  accountId: string;
  dueAt: Timestamp;
}

export interface NoticeSwitchOffTable {
  accountId: string;
  kind: NoticeKind;
  channel: NoticeChannel;
  at: Timestamp;
}

export interface CalendarFeedTable {
  accountId: string;
  id: string;
  tokenHash: Buffer;
  createdAt: Timestamp;
  revokedAt: NullableTimestamp;
}

export interface NoticeRunTable {
  roundId: string;
  key: string;
  at: Timestamp;
}

export type MailOutcome = 'accepted' | 'deferred' | 'refused' | 'given-up' | 'not-configured';

export interface MailTable {
  unitId: string;
  id: string;
  accountId: Nullable<string>;
  kind: string;
  locale: 'vi' | 'en';
  recipient: string;
  subject: string;
  expiresAt: NullableTimestamp;
  createdAt: Timestamp;
}

export interface MailContentTable {
  unitId: string;
  mailId: string;
  blocks: JSONColumnType<unknown[]>;
}

export interface MailAttemptTable {
  unitId: string;
  mailId: string;
  attempt: number;
  at: Timestamp;
  outcome: MailOutcome;
  server: Nullable<string>;
  code: Nullable<number>;
  answer: string;
}

/** No column of the table can be updated; the application's role has no such right either. */
type AppendOnly<T> = { [K in keyof T]: ColumnType<SelectType<T[K]>, InsertType<T[K]>, never> };

export type SurveyState = 'draft' | 'open' | 'closed' | 'frozen' | 'cancelled';
export type SurveyChannel = 'online' | 'paper';

export interface SurveyTable {
  id: string;
  roundId: string;
  title: string;
  opensAt: NullableTimestamp;
  closesAt: NullableTimestamp;
  state: SurveyState;
  stateReason: Nullable<string>;
  version: Generated<number>;
  mixedAt: NullableTimestamp;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
}

export interface SurveyQuestionnaireTable {
  surveyId: string;
  key: string;
  version: number;
  title: string;
  introduction: string;
  /** Questions as the contract has them. */
  questions: JSONColumnType<readonly unknown[], string>;
  authorId: Nullable<string>;
  savedAt: Timestamp;
}

export interface SurveyGroupTable {
  surveyId: string;
  id: string;
  name: string;
  questionnaireKey: string;
}

export interface SurveyTargetTable {
  unitId: string;
  surveyId: string;
  groupId: string;
  quota: number;
  population: Nullable<number>;
}

export interface SurveyBatchTable {
  surveyId: string;
  id: string;
  groupId: string;
  number: number;
  unitIds: string[];
  copies: number;
  madeBy: Nullable<string>;
  madeAt: Timestamp;
  shownAt: NullableTimestamp;
  voidedAt: NullableTimestamp;
  voidReason: Nullable<string>;
}

export interface SurveyCodeTable {
  unitId: string;
  codeHash: Buffer;
  surveyId: string;
  groupId: string;
  batchId: string;
  usedDate: NullableLegalDate;
  channel: Nullable<SurveyChannel>;
  receiptHash: Nullable<Buffer>;
  enteredBy: Nullable<string>;
}

export interface SurveyAnswerTable {
  unitId: string;
  id: string;
  surveyId: string;
  groupId: string;
  questionnaireVersion: number;
  choices: JSONColumnType<Readonly<Record<string, unknown>>, string>;
}

export type SurveyAnswerReceivedTable = SurveyAnswerTable;

export interface SurveyImportTable {
  roundId: string;
  id: string;
  conductedBy: Nullable<string>;
  conductedFrom: NullableLegalDate;
  conductedTo: NullableLegalDate;
  sampleSize: Nullable<number>;
  margin: Nullable<string>;
  note: Nullable<string>;
  fileName: string;
  fileSha256: string;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
}

export interface SurveyFigureTable {
  unitId: string;
  roundId: string;
  itemId: string;
  entryVersion: number;
  surveyId: Nullable<string>;
  importId: Nullable<string>;
  answers: Nullable<number>;
  population: Nullable<number>;
  margin: Nullable<string>;
  belowQuota: Generated<boolean>;
  exact: Nullable<string>;
}

export type InspectionState = 'planned' | 'done' | 'signed' | 'cancelled';

export interface InspectionPlanTable {
  id: string;
  roundId: string;
  title: string;
  decisionNumber: string;
  decisionDate: LegalDate;
  decisionIssuer: string;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
  version: Generated<number>;
}

export interface InspectionVisitTable {
  unitId: string;
  id: string;
  planId: string;
  startsAt: Timestamp;
  endsAt: Timestamp;
  place: string;
  state: InspectionState;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
  version: Generated<number>;
}

export interface InspectionTeamMemberTable {
  unitId: string;
  visitId: string;
  accountId: string;
  part: TeamPart;
  capacity: string;
}

export interface InspectionCheckTable {
  unitId: string;
  visitId: string;
  id: string;
  source: CheckSource;
  itemId: Nullable<string>;
  itemCode: Nullable<string>;
  earlierFindingId: Nullable<string>;
  question: string;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
}

export interface InspectionAnswerTable {
  unitId: string;
  visitId: string;
  checkId: string;
  version: number;
  answer: CheckAnswer;
  note: string;
  operationId: string;
  authorId: string;
  notedAt: Timestamp;
  recordedAt: Timestamp;
}

export interface InspectionFindingTable {
  unitId: string;
  id: string;
  visitId: string;
}

export interface InspectionFindingVersionTable {
  unitId: string;
  findingId: string;
  version: number;
  kind: FindingKind;
  statement: string;
  recommendation: string;
  itemId: Nullable<string>;
  itemCode: Nullable<string>;
  checkId: Nullable<string>;
  repeatsFindingId: Nullable<string>;
  withdrawn: Generated<boolean>;
  operationId: Nullable<string>;
  authorId: string;
  notedAt: Timestamp;
  recordedAt: Timestamp;
}

export interface InspectionPhotoTable {
  unitId: string;
  id: string;
  findingId: string;
  sha256: string;
  fileName: string;
  caption: string;
  operationId: string;
  authorId: string;
  notedAt: Timestamp;
  recordedAt: Timestamp;
  removedAt: NullableTimestamp;
  removedBy: Nullable<string>;
}

export interface InspectionProceedingsTable {
  unitId: string;
  visitId: string;
  version: number;
  content: JSONColumnType<JsonObject>;
  operationId: string;
  authorId: string;
  notedAt: Timestamp;
  recordedAt: Timestamp;
}

export interface InspectionOperationTable {
  unitId: string;
  visitId: string;
  id: string;
  kind: OperationKind;
  subjectId: string;
  outcome: 'applied' | 'conflict';
  version: number;
  body: JSONColumnType<JsonObject>;
  resolvesId: Nullable<string>;
  authorId: string;
  recordedAt: Timestamp;
}

export interface InspectionRecordTable {
  unitId: string;
  visitId: string;
  version: number;
  kind: 'record' | 'addendum';
  content: JSONColumnType<JsonObject>;
  sha256: string;
  authorId: string;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface InspectionScanTable {
  unitId: string;
  visitId: string;
  version: number;
  number: number;
  sha256: string;
  fileName: string;
  actorId: string;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface InspectionSignatureTable {
  unitId: string;
  visitId: string;
  version: number;
  side: 'team' | 'unit';
  accountId: string;
  capacity: string;
  opinion: string;
  at: Timestamp;
  requestId: Nullable<string>;
}

export interface DossierSourceTable {
  id: string;
  code: string;
  name: string;
  tokenSha256: Nullable<string>;
  tokenHint: Nullable<string>;
  builtIn: Generated<boolean>;
  lastTakenAt: NullableTimestamp;
  version: Generated<number>;
  revokedAt: NullableTimestamp;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
  requestId: Nullable<string>;
}

export interface CounterDossierTable {
  unitId: string;
  code: string;
  day: LegalDate;
  number: number;
  lookupCode: string;
}

export interface CounterActTable {
  unitId: string;
  dossierCode: string;
  eventId: string;
  revision: number;
  accountId: string;
  reason: Nullable<string>;
}

export interface DossierEventTable {
  unitId: string;
  sourceId: string;
  dossierCode: string;
  eventId: string;
  revision: number;
  voided: Generated<boolean>;
  kind: string;
  at: Timestamp;
  procedureCode: Nullable<string>;
  data: JSONColumnType<Record<string, unknown>>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface DossierTable {
  unitId: string;
  sourceId: string;
  code: string;
  procedureCode: Nullable<string>;
  state: Nullable<DossierState>;
  receivedAt: NullableTimestamp;
  dueAt: NullableTimestamp;
  endedAt: NullableTimestamp;
  ending: Nullable<Ending>;
  channel: Nullable<Channel>;
  overdueFrom: NullableLegalDate;
  nearDueFrom: NullableLegalDate;
  /** Day, place of the counter, amount, again and again. */
  counts: number[];
  hours: Nullable<number>;
  warnings: GeneratedJson<unknown[]>;
  changedAt: Timestamp;
  archiveId: Nullable<string>;
}

export interface DossierArchiveTable {
  id: string;
  name: string;
  month: LegalDate;
  claimedAt: Timestamp;
  writtenAt: NullableTimestamp;
  removedAt: NullableTimestamp;
  location: Nullable<string>;
  manifestSha256: Nullable<string>;
  dossiers: Nullable<number>;
  events: Nullable<number>;
}

/** Counters by their places (features/dossiers/counter-places.ts). */
export interface DossierDayTable {
  unitId: string;
  day: LegalDate;
  counts: number[];
}

export interface DossierHalfTable {
  unitId: string;
  half: LegalDate;
  counts: number[];
}

export interface DossierProcedureHalfTable {
  unitId: string;
  procedureCode: string;
  half: LegalDate;
  counts: number[];
}

export interface DossierHoursTable {
  unitId: string;
  day: LegalDate;
  hours: number;
  dossiers: number;
}

/** Orders to count dossiers again, and how far each has come. */
export interface DossierRecountTable {
  id: string;
  cause: 'procedures' | 'calendar';
  procedureCodes: Nullable<string[]>;
  firstDay: NullableLegalDate;
  lastDay: NullableLegalDate;
  atUnit: Nullable<string>;
  atSource: Nullable<string>;
  atDossier: Nullable<string>;
  dossiers: Generated<number>;
  archived: Generated<number>;
  authorId: Nullable<string>;
  orderedAt: Timestamp;
  changedAt: Timestamp;
  finishedAt: NullableTimestamp;
  requestId: Nullable<string>;
}

export interface DossierFileTable {
  id: string;
  sourceId: string;
  name: string;
  size: number;
  state: DossierFileState;
  asOf: NullableTimestamp;
  mapping: JSONColumnType<Record<string, unknown> | null, string | null, string | null>;
  revision: Nullable<number>;
  lastRow: Generated<number>;
  bytesDone: Generated<number>;
  taken: Generated<number>;
  repeated: Generated<number>;
  rejected: Generated<number>;
  problemCount: Generated<number>;
  failure: Nullable<string>;
  createdBy: Nullable<string>;
  createdAt: Timestamp;
  startedAt: NullableTimestamp;
  endedAt: NullableTimestamp;
  requestId: Nullable<string>;
}
export type DossierFileState =
  'uploading' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' | 'abandoned';

export interface DossierFileProblemTable {
  fileId: string;
  place: number;
  atRow: number;
  columnName: string;
  code: string;
  value: string;
}

export interface DossierFileMappingTable {
  sourceId: string;
  mapping: JSONColumnType<Record<string, unknown>>;
  changedBy: Nullable<string>;
  changedAt: Timestamp;
}

export interface DossierTotalTable {
  unitId: string;
  sourceId: string;
  firstDay: LegalDate;
  lastDay: LegalDate;
  label: string;
  revision: number;
  counters: JSONColumnType<{ name: string; count: number | null }[]>;
  fileName: string;
  fileSha256: string;
  recordedBy: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface DossierReconciliationTable {
  id: string;
  sourceId: string;
  firstDay: LegalDate;
  lastDay: LegalDate;
  listed: number;
  held: number;
  missing: number;
  extra: number;
  otherDay: number;
  stateDiffers: number;
  madeBy: Nullable<string>;
  madeAt: Timestamp;
  requestId: Nullable<string>;
}

export interface DossierDifferenceTable {
  reconciliationId: string;
  place: number;
  finding: 'missing' | 'extra' | 'other-day' | 'state-differs';
  code: string;
  sourceState: Nullable<string>;
  heldState: Nullable<string>;
}

export interface ProcedureTable {
  code: string;
  validFrom: LegalDate;
  name: string;
  sector: string;
  processingMinutes: Nullable<number>;
  counting: WayToCount;
  lateness: Lateness;
  paymentStopsClock: boolean;
  supplementLimit: number;
  nearDueDays: number;
  onlineLevel: Nullable<OnlineLevel>;
  hasFee: boolean;
  endedOn: NullableLegalDate;
  searchText: string;
  version: Generated<number>;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
}

export interface YearDecisionTable {
  year: number;
  sequence: number;
  document: JSONColumnType<JsonObject>;
  authorId: Nullable<string>;
  recordedAt: Timestamp;
  requestId: Nullable<string>;
}

export interface Database {
  unit: UnitTable;
  unitChange: UnitChangeTable;
  unitPeriod: UnitPeriodTable;
  unitSuccession: UnitSuccessionTable;
  block: BlockTable;
  blockUnit: BlockUnitTable;
  account: AccountTable;
  roleGrant: RoleGrantTable;
  division: DivisionTable;
  delegation: DelegationTable;
  session: SessionTable;
  accountLink: AccountLinkTable;
  signInGuard: SignInGuardTable;
  accountTotp: AccountTotpTable;
  recoveryCode: RecoveryCodeTable;
  passkey: PasskeyTable;
  passkeyChallenge: PasskeyChallengeTable;
  signOnIdentity: SignOnIdentityTable;
  criteriaSetVersion: AppendOnly<CriteriaSetVersionTable>;
  round: RoundTable;
  roundUnit: RoundUnitTable;
  roundMilestone: RoundMilestoneTable;
  itemMapping: AppendOnly<ItemMappingTable>;
  itemEntry: AppendOnly<ItemEntryTable>;
  itemAppraisal: AppendOnly<ItemAppraisalTable>;
  itemReply: AppendOnly<ItemReplyTable>;
  replyEvent: AppendOnly<ReplyEventTable>;
  commendation: AppendOnly<CommendationTable>;
  commendationRecipient: AppendOnly<CommendationRecipientTable>;
  commendationWithdrawal: AppendOnly<CommendationWithdrawalTable>;
  remediationEvent: AppendOnly<RemediationEventTable>;
  remediationTask: RemediationTaskTable;
  remediationTaskEvent: AppendOnly<RemediationTaskEventTable>;
  remediationTake: AppendOnly<RemediationTakeTable>;
  remediationFigure: AppendOnly<RemediationFigureTable>;
  resultFreeze: AppendOnly<ResultFreezeTable>;
  frozenResult: AppendOnly<FrozenResultTable>;
  councilMinutes: AppendOnly<CouncilMinutesTable>;
  councilSignature: AppendOnly<CouncilSignatureTable>;
  councilVote: AppendOnly<CouncilVoteTable>;
  cardEvent: AppendOnly<CardEventTable>;
  submission: AppendOnly<SubmissionTable>;
  reportDetail: AppendOnly<ReportDetailTable>;
  reportTemplate: AppendOnly<ReportTemplateTable>;
  letterhead: AppendOnly<LetterheadTable>;
  signedFile: AppendOnly<SignedFileTable>;
  itemAssignment: ItemAssignmentTable;
  appraisalGroup: AppraisalGroupTable;
  appraisalGroupMember: AppraisalGroupMemberTable;
  areaLead: AreaLeadTable;
  appraiserAssignment: AppraiserAssignmentTable;
  interestConflict: InterestConflictTable;
  interestDeclaration: AppendOnly<InterestDeclarationTable>;
  areaSignOff: AppendOnly<AreaSignOffTable>;
  reasonText: ReasonTextTable;
  secondReadingDraw: AppendOnly<SecondReadingDrawTable>;
  secondReadingPair: AppendOnly<SecondReadingPairTable>;
  secondReading: AppendOnly<SecondReadingTable>;
  openReading: AppendOnly<OpenReadingTable>;
  itemMark: AppendOnly<ItemMarkTable>;
  cardPresence: CardPresenceTable;
  storedFile: AppendOnly<StoredFileTable>;
  fileScan: AppendOnly<FileScanTable>;
  finishedUpload: AppendOnly<FinishedUploadTable>;
  evidenceDocument: AppendOnly<EvidenceDocumentTable>;
  evidenceVersion: AppendOnly<EvidenceVersionTable>;
  evidencePage: EvidencePageTable;
  evidenceTextState: EvidenceTextStateTable;
  survey: SurveyTable;
  surveyQuestionnaire: AppendOnly<SurveyQuestionnaireTable>;
  surveyGroup: SurveyGroupTable;
  surveyTarget: SurveyTargetTable;
  surveyBatch: SurveyBatchTable;
  surveyCode: SurveyCodeTable;
  surveyAnswerReceived: SurveyAnswerReceivedTable;
  surveyAnswer: AppendOnly<SurveyAnswerTable>;
  surveyImport: AppendOnly<SurveyImportTable>;
  surveyFigure: AppendOnly<SurveyFigureTable>;
  inspectionPlan: InspectionPlanTable;
  inspectionVisit: InspectionVisitTable;
  inspectionTeamMember: InspectionTeamMemberTable;
  inspectionCheck: AppendOnly<InspectionCheckTable>;
  inspectionAnswer: AppendOnly<InspectionAnswerTable>;
  inspectionFinding: AppendOnly<InspectionFindingTable>;
  inspectionFindingVersion: AppendOnly<InspectionFindingVersionTable>;
  inspectionPhoto: InspectionPhotoTable;
  inspectionProceedings: AppendOnly<InspectionProceedingsTable>;
  inspectionOperation: AppendOnly<InspectionOperationTable>;
  inspectionRecord: AppendOnly<InspectionRecordTable>;
  inspectionScan: AppendOnly<InspectionScanTable>;
  inspectionSignature: AppendOnly<InspectionSignatureTable>;
  dossierSource: DossierSourceTable;
  counterDossier: AppendOnly<CounterDossierTable>;
  counterAct: AppendOnly<CounterActTable>;
  dossierEvent: AppendOnly<DossierEventTable>;
  dossier: DossierTable;
  dossierArchive: DossierArchiveTable;
  dossierDay: DossierDayTable;
  dossierHalf: DossierHalfTable;
  dossierProcedureHalf: DossierProcedureHalfTable;
  dossierHours: DossierHoursTable;
  dossierFile: DossierFileTable;
  dossierFileProblem: AppendOnly<DossierFileProblemTable>;
  dossierFileMapping: DossierFileMappingTable;
  dossierTotal: AppendOnly<DossierTotalTable>;
  dossierReconciliation: AppendOnly<DossierReconciliationTable>;
  dossierDifference: AppendOnly<DossierDifferenceTable>;
  dossierRecount: DossierRecountTable;
  procedure: ProcedureTable;
  yearDecision: AppendOnly<YearDecisionTable>;
  countedTake: AppendOnly<CountedTakeTable>;
  countedFigure: AppendOnly<CountedFigureTable>;
  monthlyResult: AppendOnly<MonthlyResultTable>;
  publication: AppendOnly<PublicationTable>;
  publicationFile: AppendOnly<PublicationFileTable>;
  publicationBuild: PublicationBuildTable;
  logEntry: AppendOnly<LogEntryTable>;
  logCheckpoint: AppendOnly<LogCheckpointTable>;
  logNode: AppendOnly<LogNodeTable>;
  receipt: AppendOnly<ReceiptTable>;
  receiptLogEntry: AppendOnly<ReceiptLogEntryTable>;
  receiptToLog: ReceiptToLogTable;
  auditEvent: AppendOnly<AuditEventTable>;
  idempotencyKey: IdempotencyKeyTable;
  notice: AppendOnly<NoticeTable>;
  noticeDelivery: AppendOnly<NoticeDeliveryTable>;
  noticeOutbox: NoticeOutboxTable;
  noticeSwitchOff: NoticeSwitchOffTable;
  noticeRun: AppendOnly<NoticeRunTable>;
  calendarFeed: CalendarFeedTable;
  mail: AppendOnly<MailTable>;
  mailContent: MailContentTable;
  mailAttempt: AppendOnly<MailAttemptTable>;
}

/** A row as read, of the table with this name. */
export type Row<T extends keyof Database> = Selectable<Database[T]>;
/** A row to be inserted. */
export type NewRow<T extends keyof Database> = Insertable<Database[T]>;
/** The changes of a row; append-only tables take none. */
export type RowUpdate<T extends keyof Database> = Updateable<Database[T]>;
