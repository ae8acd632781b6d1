export {
  buildPublication,
  openPublication,
  type BuiltPublication,
  type OpenedPublication,
  type PublicationParts,
  type RefusedPublication,
  type Sealed,
} from './build.ts';
export { checkpointText, parseCheckpoint, type Checkpoint } from './log/checkpoint.ts';
export { logFiles, LOG_PREFIX } from './log/log-files.ts';
export {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOf,
  treeOf,
  verifyConsistency,
  verifyInclusion,
  type Tree,
} from './log/merkle.ts';
export {
  newSigner,
  openNote,
  parseVerifierKey,
  signerOf,
  signNote,
  type OpenedNote,
  type Signer,
  type Verifier,
} from './log/signed-note.ts';
export {
  completedNodes,
  proofPlaces,
  rootPlaces,
  sparseTree,
  type NodePlace,
  type StoredNode,
} from './log/stored-nodes.ts';
export { encodeBundle, entryBundlePath, hashTilePath } from './log/tiles.ts';
export { parseProof, proofFile, type TlogProof } from './log/tlog-proof.ts';
export { loadJudgingSet, type JudgingSet } from './compute.ts';
export { describeFile, logEntry, parseManifest, sha256Hex, type HashBytes } from './manifest.ts';
export { unitChunkPages, type UnitChunk } from './pages/unit-chunk.ts';
export { markup, type HtmlValue } from './pages/html.ts';
export { STYLE_CSS } from './pages/style.ts';
export {
  describePublicationProblem,
  PUBLICATION_PROBLEM_CODES,
  type PublicationProblem,
  type PublicationProblemCode,
} from './problems.ts';
export {
  LOG_PATHS,
  publicationFiles,
  publicationLogFiles,
  zipFiles,
  type PublicationLog,
} from './publication-files.ts';
export {
  canonicalRecord,
  RECORD_FORMAT,
  recordHash,
  type ReceiptRecord,
  type SaveRecord,
  type SubmissionRecord,
  type UploadRecord,
} from './receipts/canonical-record.ts';
export {
  describeReceiptProblem,
  describeReceiptStep,
  describeStatement,
  receivedWords,
} from './receipts/describe-receipt.ts';
export { receiptFileKind, type ReceiptFileKind } from './receipts/read-receipt-file.ts';
export { receiptEntry, receiptProof } from './receipts/receipt-entry.ts';
export {
  RECEIPT_PROBLEMS,
  type ReceiptProblem,
  type ReceiptProblemCode,
} from './receipts/receipt-problem.ts';
export {
  parseReceiptText,
  RECEIPT_FORMAT,
  RECEIPT_KINDS,
  receiptText,
  type ReceiptKind,
  type ReceiptStatement,
} from './receipts/receipt-text.ts';
export { signReceipt, type Receipt } from './receipts/sign-receipt.ts';
export {
  verifyReceipt,
  type ReceiptEvidence,
  type ReceiptReport,
  type ReceiptStepName,
} from './receipts/verify-receipt.ts';
export {
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  type PreviousRound,
  type CorrectedUnit,
  type PublishedAppraisal,
  type PublishedCorrection,
  type PublishedEvidence,
  type PublishedFile,
  type PublishedCount,
  type PublishedLayer,
  type PublishedRound,
  type SnapshotInput,
} from './snapshot.ts';
export { unitPath } from './unit-path.ts';
export { describeDifference } from './verify/describe-report.ts';
export { DIFFERENCE_CODES, type Difference, type DifferenceCode } from './verify/difference.ts';
export { readerOf, type PublicationReader } from './verify/reader.ts';
export { zipReader } from './verify/zip-reader.ts';
export {
  VERIFY_STEPS,
  verifyPublication,
  type VerifyOptions,
  type VerifyReport,
  type VerifyStep,
  type VerifyStepName,
} from './verify/verify-publication.ts';
