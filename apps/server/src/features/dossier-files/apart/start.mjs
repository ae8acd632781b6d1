// A process does not inherit the loader of its parent (tsx, vitest): it registers its own.
import { register } from 'tsx/esm/api';

register();
await import('./computing-process.ts');
