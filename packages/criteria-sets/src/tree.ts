import type { Group, Item, Node } from '@parix/scoring';

/** All nodes, parents before children, in the order of the document. */
export const nodesOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => (node.node === 'item' ? [node] : [node, ...nodesOf(node.children)]));

/** The scored leaves in the order of the document. */
export const itemsOf = (nodes: readonly Node[]): readonly Item[] =>
  nodesOf(nodes).filter((node): node is Item => node.node === 'item');

export const findNode = (nodes: readonly Node[], id: string): Node | undefined =>
  nodesOf(nodes).find((node) => node.id === id);

/** Replaces the node called `id` wherever it stands; null removes it. */
export function replaceNode(
  areas: readonly Group[],
  id: string,
  change: (node: Node) => Node | null,
): readonly Group[] {
  const walk = (nodes: readonly Node[]): Node[] =>
    nodes.flatMap((node) => {
      if (node.id === id) return [change(node) ?? []].flat();
      return node.node === 'item' ? [node] : [{ ...node, children: walk(node.children) }];
    });
  return walk(areas).filter((node): node is Group => node.node === 'group');
}

/** Puts a node under `parent` (null: among the areas), beside the named sibling or last. */
export function insertNode(
  areas: readonly Group[],
  parent: string | null,
  node: Node,
  beside: { readonly after: string | null; readonly before: string | null },
): readonly Group[] {
  const put = (siblings: readonly Node[]): Node[] => {
    const after = siblings.findIndex((each) => each.id === beside.after);
    const before = siblings.findIndex((each) => each.id === beside.before);
    const at = after >= 0 ? after + 1 : before >= 0 ? before : siblings.length;
    return siblings.toSpliced(at, 0, node);
  };
  if (parent === null) return put(areas).filter((each): each is Group => each.node === 'group');
  return replaceNode(areas, parent, (found) =>
    found.node === 'group' ? { ...found, children: put(found.children) } : found,
  );
}
