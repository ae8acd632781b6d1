// The sources are TypeScript and a process starts without the loader of its parent.
import { register } from 'tsx/esm/api';

const unregister = register();
await import('./inspecting-process.ts');
// What is imported later is plain JavaScript (pdf.js); through the loader that would take seconds.
await unregister();
