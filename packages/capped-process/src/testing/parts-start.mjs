import { register } from 'tsx/esm/api';

register();
await import('./parts-body.ts');
