export { installationKey } from './secret-box.ts';
