export { publishRoundToDirectory, type PublishToFolder } from './publish-to-directory.ts';
export { OperatorError } from './platform/operator-error.ts';
