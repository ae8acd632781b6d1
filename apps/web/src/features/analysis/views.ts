/** The questions of the page, in the order of its tabs. */
export const ANALYSIS_VIEWS = ['losses', 'gaps', 'years', 'stability', 'ties', 'tiles'] as const;
export type AnalysisView = (typeof ANALYSIS_VIEWS)[number];
