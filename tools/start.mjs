/* `npm start`. Loaded by any Node: the version is checked before anything newer is read. */
import { isNodeRecent } from './node-version.mjs';

if (isNodeRecent()) import('./start-server.mjs');
