import type { Tag } from 'easy-template-x';
import { fieldOf, type FieldDefinition, type FieldTree } from '../fields/field-tree.ts';
import { closestName } from './closest-name.ts';
import type { DocxPlace, DocxProblem, DocxProblemCode } from './docx-problems.ts';
import { tagPlaces } from './tag-places.ts';

/** One open loop or condition; a condition keeps the fields of what it stands in. */
interface Scope {
  readonly name: string;
  readonly tree: FieldTree;
  readonly type: 'list' | 'condition' | 'unknown';
}
interface Checking {
  readonly root: FieldTree;
  readonly open: Scope[];
  /** Paths used, "linh_vuc/dong/ma". */
  readonly used: Set<string>;
  readonly report: (code: DocxProblemCode, tag: Tag, detail?: DocxProblem['detail']) => void;
}

/**
 * Compares the tags of a template, in reading order, with the fields there are: unknown and misplaced names, wrong
 * use, pairs that do not match, and required fields the template leaves out.
 */
export function checkTags(tags: readonly Tag[], tree: FieldTree): readonly DocxProblem[] {
  const places = tagPlaces(tags);
  const problems: DocxProblem[] = [];
  const report: Checking['report'] = (code, tag, detail = {}) => {
    problems.push({ code, tag: nameWithMark(tag), place: places.get(tag) ?? null, detail });
  };
  const checking: Checking = { root: tree, open: [], used: new Set(), report };
  let part: DocxPlace['part'] | undefined;
  const stillOpen: Tag[] = [];
  for (const tag of tags) {
    // Each part of the file is a text of its own: nothing opened in the body can be closed in a footer.
    const here = places.get(tag)?.part;
    if (here !== part) closeAll(checking, stillOpen);
    part = here;
    checkTag(checking, tag, stillOpen);
  }
  closeAll(checking, stillOpen);
  return [...problems, ...missing(tree, checking.used, '')];
}

function checkTag(checking: Checking, tag: Tag, stillOpen: Tag[]): void {
  if (tag.placement === 'Attribute') return checking.report('tag-in-picture', tag);
  if (tag.disposition === 'Close') return closeTag(checking, tag, stillOpen);
  const found = lookUp(checking, tag);
  if (tag.disposition === 'SelfClosed') {
    if (found !== null && (found.field.type === 'list' || found.field.type === 'condition')) {
      checking.report('tag-kind', tag, { expected: found.field.type });
    }
    return;
  }
  stillOpen.push(tag);
  checking.open.push(openScope(checking, tag, found));
}

interface Found {
  readonly field: FieldDefinition;
  readonly path: string;
}

/** Finds a name in the innermost record, then in those around it. Lists around are out of reach: see `openScope`. */
function lookUp(checking: Checking, tag: Tag): Found | null {
  const name = tag.name ?? '';
  for (let depth = checking.open.length; depth >= 0; depth--) {
    const lists = checking.open.slice(0, depth).filter((scope) => scope.type === 'list');
    const tree = depth === 0 ? checking.root : (checking.open[depth - 1]?.tree ?? checking.root);
    const field = fieldOf(tree, name);
    if (field === undefined) continue;
    const path = [...lists.map((scope) => scope.name), name].join('/');
    checking.used.add(path);
    return { field, path };
  }
  reportUnknown(checking, tag, name);
  return null;
}

function reportUnknown(checking: Checking, tag: Tag, name: string): void {
  const unsure = checking.open.some((scope) => scope.type === 'unknown');
  if (unsure) return;
  const list = listWith(checking.root, name);
  if (list !== null) {
    checking.report('misplaced-tag', tag, { list: `{#${list}}`, open: `{#${list}}`, close: `{/${list}}` });
    return;
  }
  const suggestion = closestName(name, namesIn(checking.root));
  checking.report('unknown-tag', tag, suggestion === null ? {} : { suggestion });
}

function openScope(checking: Checking, tag: Tag, found: Found | null): Scope {
  const name = tag.name ?? '';
  const tree = checking.open.at(-1)?.tree ?? checking.root;
  if (found === null) return { name, tree, type: 'unknown' };
  if (found.field.type === 'condition') return { name, tree, type: 'condition' };
  if (found.field.type !== 'list') {
    checking.report('tag-kind', tag, { expected: 'text' });
    return { name, tree, type: 'unknown' };
  }
  // A list opened again inside itself or beside its own records would multiply the document.
  if (fieldOf(tree, name) === undefined) checking.report('tag-kind', tag, { expected: 'list' });
  return { name, tree: found.field.fields, type: 'list' };
}

function closeTag(checking: Checking, tag: Tag, stillOpen: Tag[]): void {
  const last = checking.open.at(-1);
  if (last === undefined) return checking.report('tag-unopened', tag);
  if (last.name !== tag.name) {
    const opened = checking.open.some((scope) => scope.name === tag.name);
    return opened
      ? checking.report('tag-crossed', tag, { open: `{#${last.name}}` })
      : checking.report('tag-unopened', tag);
  }
  checking.open.pop();
  stillOpen.pop();
}

function closeAll(checking: Checking, stillOpen: Tag[]): void {
  for (const tag of stillOpen) checking.report('tag-unclosed', tag, { close: `{/${tag.name}}` });
  stillOpen.length = 0;
  checking.open.length = 0;
}

function missing(tree: FieldTree, used: ReadonlySet<string>, path: string): readonly DocxProblem[] {
  return Object.entries(tree).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const inside = path === '' ? {} : { inside: path.slice(0, -1).replaceAll('/', '} {#') };
    if (!used.has(here)) {
      return field.required === true
        ? [
            {
              code: 'missing-tag' as const,
              tag: name,
              place: null,
              detail: { meaning: field.meaning, ...inside },
            },
          ]
        : [];
    }
    return field.type === 'list' ? missing(field.fields, used, `${here}/`) : [];
  });
}

/** The list whose records have this field; null when none does. */
function listWith(tree: FieldTree, name: string): string | null {
  for (const [listName, field] of Object.entries(tree)) {
    if (field.type !== 'list') continue;
    if (fieldOf(field.fields, name) !== undefined) return listName;
    const deeper = listWith(field.fields, name);
    if (deeper !== null) return deeper;
  }
  return null;
}

function namesIn(tree: FieldTree): readonly string[] {
  return Object.entries(tree).flatMap(([name, field]) =>
    field.type === 'list' ? [name, ...namesIn(field.fields)] : [name],
  );
}

const MARKS = { Open: '#', Close: '/', SelfClosed: '' } as const;
const nameWithMark = (tag: Tag): string => `${MARKS[tag.disposition]}${tag.name ?? ''}`.slice(0, 80);
