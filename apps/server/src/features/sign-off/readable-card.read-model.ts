export { type ReadableCard, requireReadableCard } from './sign-off.service.ts';
