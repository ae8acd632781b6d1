export { archiveDossiersToFolder, restoreArchivedDossiers } from './archive-dossiers.ts';
export { MOVE_STEPS, moveDatabase, type MoveDatabase } from './move-database.ts';
export { publishRoundToDirectory, type PublishToFolder } from './publish-to-directory.ts';
export { OperatorError } from './platform/operator-error.ts';
export { printSignInLink, type SignInLink } from './sign-in-link.ts';
export { measureProblems } from './features/criteria-sets/measure-problems.ts';
