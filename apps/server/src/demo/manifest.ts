import { ROUND_STATES } from '@parix/workflow';
import { z } from 'zod';

const path = z.string().regex(/^[\w./-]+$/);
const instant = z.iso.datetime({ offset: true });

/** `demo/demo.yaml`: what the demo province consists of; paths are from the root of the repository. */
export const demoManifest = z.strictObject({
  sets: z.array(z.strictObject({ set: path, amendments: z.array(path).default([]) })),
  blocks: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  units: path,
  procedures: path,
  rounds: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      indexYear: z.int(),
      set: z.string(),
      block: z.string(),
      self: path.optional(),
      surveys: path.optional(),
      appraisal: path.optional(),
      state: z.enum(ROUND_STATES),
      decision: z.strictObject({ number: z.string(), date: z.iso.date() }).optional(),
      clock: z
        .strictObject({
          selfScoringOpensAt: instant.optional(),
          selfScoringClosesAt: instant.optional(),
          appraisalClosesAt: instant.optional(),
        })
        .optional(),
    }),
  ),
});
export type DemoManifest = z.output<typeof demoManifest>;
export type DemoRound = DemoManifest['rounds'][number];
