import type { DocumentKind, OfficialDocument } from '../official-document.ts';
import type { FieldRecord, FieldTree } from './field-tree.ts';
import { SELF_ASSESSMENT_TREE, selfAssessmentFields } from './self-assessment-fields.ts';

/** What one kind of document is to the machinery: names, and how its data become fields. */
interface KindDefinition<K extends DocumentKind> {
  readonly tree: FieldTree;
  readonly fields: (document: Extract<OfficialDocument, { readonly kind: K }>) => FieldRecord;
}

/** `templates/<kind>.docx` and `layouts/<kind>.typ` lay the fields out. */
const KINDS: { readonly [K in DocumentKind]: KindDefinition<K> } = {
  'self-assessment-report': { tree: SELF_ASSESSMENT_TREE, fields: selfAssessmentFields },
};

/** The tags a template of this kind may use. */
export const fieldTreeOf = (kind: DocumentKind): FieldTree => KINDS[kind].tree;

/** The fields of a document. Throws `RangeError` for a number, date or instant that is none. */
export const fieldsOf = (document: OfficialDocument): FieldRecord => KINDS[document.kind].fields(document);
