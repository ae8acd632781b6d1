/*
 * Imports run one way: pure packages <- other packages <- apps; shared <- features <- routes. A feature imports from
 * another feature only its read model. Workspaces import each other by name, never by a path.
 */
import { basename, dirname, join, normalize } from 'node:path';

const purePackages = ['working-days', 'scoring', 'workflow', 'criteria-sets', 'one-stop'];
/** The ground: what these import, and nothing else. */
const groundImports = { 'working-days': [], scoring: ['working-days'] };
const appNames = { '@parix/server': 'server', '@parix/web': 'web', 'parix-cli': 'cli' };

/** Splits `apps/server/src/features/rounds/x.ts` into its workspace, layer and feature. */
function placeOf(path) {
  const [kind, workspace, src, layer, feature, ...rest] = path.split('/');
  if (kind !== 'packages' && kind !== 'apps') return undefined;
  const inner = src === 'src' ? layer : undefined;
  // A file that lies directly in features/ belongs to none of them: it lists them for the app.
  const inFeature = inner === 'features' && rest.length > 0;
  return { kind, workspace, layer: inner, feature: inFeature ? feature : undefined };
}

/** Layers of an app that may not know the layers named beside them. */
const forbiddenLayers = {
  db: ['features', 'routes'],
  platform: ['features', 'routes'],
  ui: ['features', 'routes', 'api'],
  features: ['routes'],
};

function relativeProblem(from, path) {
  const to = placeOf(path);
  if (to?.kind !== from.kind || to.workspace !== from.workspace) return 'byName';
  if (forbiddenLayers[from.layer]?.includes(to.layer)) return 'layer';
  const otherFeature = from.feature !== undefined && to.feature !== undefined && from.feature !== to.feature;
  return otherFeature && !/\.read-model\.tsx?$/.test(basename(path)) ? 'feature' : undefined;
}

function namedProblem(from, name) {
  const app = appNames[name];
  if (from.kind === 'packages' && app !== undefined) return 'app';
  if (from.kind === 'apps' && app !== undefined && from.workspace !== 'cli') return 'app';
  const [scope, target] = name.split('/');
  if (scope !== '@parix' || from.kind !== 'packages') return undefined;
  const ground = groundImports[from.workspace];
  if (ground !== undefined && target !== from.workspace && !ground.includes(target)) return 'pure';
  const fromPure = purePackages.includes(from.workspace);
  if ((fromPure || from.workspace === 'api-contract') && !purePackages.includes(target)) return 'pure';
  return undefined;
}

const messages = {
  byName: 'Import another workspace by its name (@parix/…), not by a path.',
  layer: '{{from}} may not import {{to}}: shared code comes first, then features, then routes.',
  feature: 'A feature imports from another feature only its *.read-model.ts.',
  app: 'Apps are imported by nobody (the command line alone uses the server).',
  pure: 'A pure package imports pure packages only; working-days imports nothing, scoring only working-days.',
};

function problemOf(file, source) {
  const from = placeOf(file);
  if (from === undefined) return undefined;
  if (!source.startsWith('.')) return { messageId: namedProblem(from, source), from: file, to: source };
  const path = normalize(join(dirname(file), source));
  return { messageId: relativeProblem(from, path), from: from.layer ?? '', to: placeOf(path)?.layer ?? '' };
}

function create(context) {
  const file = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/');
  const check = (node) => {
    const problem = node.source == null ? undefined : problemOf(file, String(node.source.value));
    if (problem?.messageId === undefined) return;
    const { messageId, ...data } = problem;
    context.report({ node: node.source, messageId, data });
  };
  return {
    ImportDeclaration: check,
    ImportExpression: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
  };
}

export const importBoundaries = { meta: { type: 'problem', schema: [], messages }, create };
