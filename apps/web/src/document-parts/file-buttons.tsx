import type { RouteName } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { getFile, type FetchedFile } from '../api/get-file.ts';
import type { RequestParts } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button } from '../ui/index.ts';

/** One file that the server makes when asked. */
export interface FileChoice extends RequestParts {
  readonly label: string;
  readonly route: RouteName;
}

/** Buttons that fetch files. Why one cannot be made, by the server or known before (`reason`), stands below them. */
export function FileButtons(props: {
  readonly choices: readonly FileChoice[];
  /** Why none of them can be made yet; null: they can. */
  readonly reason?: string | null;
}) {
  const say = useWords();
  const id = useId();
  const { choices, reason = null } = props;
  const fetching = useMutation({
    mutationFn: ({ route, ...parts }: FileChoice) => getFile(route, parts),
    onSuccess: keep,
  });
  return (
    <>
      <div className="pw-actions">
        {choices.map((choice) => (
          <Button
            key={choice.label}
            look="second"
            disabled={reason !== null}
            aria-describedby={reason === null ? undefined : id}
            busy={fetching.isPending && fetching.variables === choice && say('common:file.making')}
            onClick={() => fetching.mutate(choice)}
          >
            {choice.label}
          </Button>
        ))}
      </div>
      {reason === null ? null : (
        <p id={id} className="pw-hint">
          {reason}
        </p>
      )}
      {fetching.isError ? <Failure error={fetching.error} /> : null}
    </>
  );
}

/** Hands a fetched file to the browser, to be kept or opened. */
function keep({ name, content }: FetchedFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
