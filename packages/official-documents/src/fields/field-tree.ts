/*
 * What a template can name. A document becomes one tree of fields; the DOCX template names them as {tags}, the PDF
 * layout reads the same tree as JSON. So both print the same content, and the names are the contract with offices
 * that edit templates: they are Vietnamese without diacritics and are never renamed.
 */

/** Text; a yes/no for a conditional part; a QR code's content; or a list to repeat. */
export type FieldValue = string | boolean | QrField | readonly FieldRecord[];
export interface FieldRecord {
  readonly [name: string]: FieldValue;
}
export interface QrField {
  readonly qr: string;
}

interface FieldBase {
  /** In Vietnamese, for the list of tags and for messages. */
  readonly meaning: string;
  /** A template that leaves it out is refused: the document would lack what it is for. */
  readonly required?: true;
}
export type FieldDefinition =
  | (FieldBase & { readonly type: 'text' | 'condition' | 'qr' })
  | (FieldBase & { readonly type: 'list'; readonly fields: FieldTree });
export interface FieldTree {
  readonly [name: string]: FieldDefinition;
}

export const text = (meaning: string): FieldDefinition => ({ type: 'text', meaning });
export const condition = (meaning: string): FieldDefinition => ({ type: 'condition', meaning });
export const qr = (meaning: string): FieldDefinition => ({ type: 'qr', meaning });
export const list = (meaning: string, fields: FieldTree): FieldDefinition => ({
  type: 'list',
  meaning,
  fields,
});
export const required = (field: FieldDefinition): FieldDefinition => ({ ...field, required: true });

/** The same fields, none of which a template must have. */
export const optional = (tree: FieldTree): FieldTree =>
  Object.fromEntries(
    Object.entries(tree).map(([name, { required: _, ...field }]) => [name, field as FieldDefinition]),
  );

/** The definition of an own field; undefined for names every object knows ("constructor"). */
export function fieldOf(tree: FieldTree, name: string): FieldDefinition | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}
