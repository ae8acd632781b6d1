/** The stored form of typed figures, for features that take figures without storing them. */
export { normaliseFigures, type SentFigures, type StoredFigures } from './figures.ts';
