/** A decision of the council is appended like any other, by the council's own feature. */
export { councilDecide } from './decide.service.ts';
