import { useWords } from '../i18n/use-words.ts';
import { FileButtons } from './file-buttons.tsx';

const FORMATS = ['docx', 'pdf'] as const;

/** The minutes of the council as a file. */
export function MinutesFiles({ roundId, written }: { readonly roundId: string; readonly written: boolean }) {
  const say = useWords('council');
  return (
    <FileButtons
      choices={FORMATS.map((format) => ({
        label: say(`council:file.minutes-${format}`),
        route: 'minutesDocument' as const,
        params: { roundId, format },
      }))}
      reason={written ? null : say('council:file.minutesReason')}
    />
  );
}

/** The decision that publishes, to be signed, with the table of results as annex. */
export function DecisionFiles({ roundId, frozen }: { readonly roundId: string; readonly frozen: boolean }) {
  const say = useWords('council');
  return (
    <FileButtons
      choices={FORMATS.map((format) => ({
        label: say(`council:file.decision-${format}`),
        route: 'publicationDecision' as const,
        params: { roundId, format },
      }))}
      reason={frozen ? null : say('council:file.decisionReason')}
    />
  );
}
