import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { importBoundaries } from './import-boundaries.mjs';

const cwd = '/clone';
const config = {
  files: ['**/*.ts'],
  plugins: { parix: { rules: { boundaries: importBoundaries } } },
  rules: { 'parix/boundaries': 'error' },
};

function lint(file, code) {
  const linter = new Linter({ cwd });
  return linter.verify(code, [config], { filename: `${cwd}/${file}` }).map(({ messageId }) => messageId);
}

describe('import boundaries', () => {
  it.each([
    ['packages/scoring/src/points.ts', "import { a } from './fraction.ts';"],
    ['packages/scoring/src/points.ts', "import { a } from '@parix/working-days';"],
    ['packages/criteria-sets/src/schema.ts', "import { a } from '@parix/scoring';"],
    ['packages/api-contract/src/rounds.ts', "import { z } from 'zod';"],
    ['apps/server/src/features/rounds/a.service.ts', "import { a } from '../units/units.read-model.ts';"],
    ['apps/server/src/features/rounds/a.service.ts', "import { a } from '../../db/database.ts';"],
    ['apps/server/src/app.ts', "import { a } from './features/rounds/rounds.routes.ts';"],
    ['apps/server/src/features/handlers.ts', "import { a } from './rounds/rounds.routes.ts';"],
    ['apps/cli/src/main.ts', "import { a } from '@parix/server';"],
    ['e2e/run.ts', "import { a } from '../apps/server/src/main.ts';"],
    ['apps/web/src/features/rounds/round-page.ts', 'export const a = 1;'],
  ])('%s may: %s', (file, code) => {
    expect(lint(file, code)).toEqual([]);
  });

  it.each([
    ['packages/scoring/src/points.ts', "import { a } from '@parix/workflow';", 'pure'],
    ['packages/working-days/src/index.ts', "import { a } from '@parix/scoring';", 'pure'],
    ['packages/workflow/src/index.ts', "import { a } from '@parix/publication';", 'pure'],
    ['packages/api-contract/src/index.ts', "import { a } from '@parix/sheets';", 'pure'],
    ['packages/publication/src/index.ts', "export * from '@parix/server';", 'app'],
    ['packages/publication/src/index.ts', "import { a } from '../../../apps/server/src/a.ts';", 'byName'],
    ['packages/sheets/src/index.ts', "export { a } from '../../scoring/src/points.ts';", 'byName'],
    [
      'apps/server/src/features/rounds/a.service.ts',
      "import { a } from '../units/units.queries.ts';",
      'feature',
    ],
    [
      'apps/server/src/platform/auth.ts',
      "import { a } from '../features/units/units.read-model.ts';",
      'layer',
    ],
    ['apps/server/src/db/database.ts', "await import('../features/units/units.queries.ts');", 'layer'],
    ['apps/web/src/ui/button.ts', "import { a } from '../features/units/unit-list.ts';", 'layer'],
    ['apps/web/src/app.ts', "import { a } from '@parix/server';", 'app'],
  ])('%s may not: %s', (file, code, problem) => {
    expect(lint(file, code)).toEqual([problem]);
  });
});
