// The sources are TypeScript and a thread starts without the loader of its process.
import { register } from 'tsx/esm/api';

const unregister = register();
await import('./thread.ts');
// What is imported later is plain JavaScript (pdf.js); through the loader that would take seconds.
await unregister();
