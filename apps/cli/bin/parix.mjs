#!/usr/bin/env node
// The sources are TypeScript and run as they are: tsx is registered first, whatever folder this is called from.
import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');
