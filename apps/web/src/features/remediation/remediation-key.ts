/** Everything under `['remediation']` is read anew after an act. */
export const remediationKey = (roundId: string, unitId: string) => ['remediation', roundId, unitId] as const;
