import type { FindingCode } from '../findings.ts';
import type { InspectionLimits } from '../limits.ts';
import type { NameWas } from '../names/clean-file-name.ts';

/** One file and the answer it must get. Files are built when asked for, always the same way. */
export interface HostileFile {
  readonly title: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** Everything that is found, refusals first; nothing for a file accepted without a word. */
  readonly expect: readonly FindingCode[];
  readonly limits?: Partial<InspectionLimits>;
  /** The safe name, where the name is the point. */
  readonly fileName?: string;
  readonly nameWas?: NameWas;
}
