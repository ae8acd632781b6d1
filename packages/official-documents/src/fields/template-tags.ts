import type { DocumentKind } from '../official-document.ts';
import { fieldTreeOf } from './document-kinds.ts';
import type { FieldDefinition, FieldTree } from './field-tree.ts';

/** One tag an office may write into a template, for the list shown beside the template. */
export interface TemplateTag {
  readonly name: string;
  readonly type: FieldDefinition['type'];
  readonly meaning: string;
  readonly required: boolean;
  /** The lists it stands in, outermost first; empty at the top. */
  readonly inside: readonly string[];
}

/** Every tag of a kind of document; the tags of a list follow it. */
export const templateTags = (kind: DocumentKind): readonly TemplateTag[] => tagsIn(fieldTreeOf(kind), []);

function tagsIn(tree: FieldTree, inside: readonly string[]): readonly TemplateTag[] {
  return Object.entries(tree).flatMap(([name, field]) => [
    { name, type: field.type, meaning: field.meaning, required: field.required === true, inside },
    ...(field.type === 'list' ? tagsIn(field.fields, [...inside, name]) : []),
  ]);
}
