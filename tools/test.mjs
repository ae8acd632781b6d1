/* `npm test`. Loaded by any Node: the version is checked before anything newer is read. */
import { isNodeRecent } from './node-version.mjs';

if (isNodeRecent()) import('./test-steps.mjs');
