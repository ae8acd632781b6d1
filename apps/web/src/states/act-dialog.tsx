import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button, Dialog, TextArea } from '../ui/index.ts';
import { Failure } from './loaded.tsx';

/**
 * Asks once more before an act, with a reason where one is wanted. Closes when it is done; stays, with what was typed,
 * when it was refused.
 */
export function ActDialog(props: {
  readonly title: string;
  /** What will come of it. */
  readonly children: ReactNode;
  readonly act: string;
  readonly busy: string;
  /** The way back, where "cancel" could be taken for the act. */
  readonly back?: string;
  readonly look?: 'main' | 'danger';
  readonly reason?: { readonly label: string; readonly maxLength: number } | null;
  readonly blocked?: boolean;
  readonly run: (reason: string) => Promise<unknown>;
  /** What to read anew, also after a refusal: somebody else may have been there before. */
  readonly renews: QueryKey;
  readonly onClose: () => void;
}) {
  const say = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const run = useMutation({
    mutationFn: () => props.run(reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: props.renews });
      props.onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: props.renews }),
  });
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {run.isError ? <Failure error={run.error} /> : null}
      {props.children}
      {props.reason ? (
        <TextArea
          label={props.reason.label}
          required
          maxLength={props.reason.maxLength}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <div className="pw-actions">
        <Button
          look={props.look ?? 'main'}
          disabled={props.blocked === true || (props.reason != null && reason.trim() === '')}
          busy={run.isPending && props.busy}
          onClick={() => run.mutate()}
        >
          {props.act}
        </Button>
        <Button look="second" onClick={props.onClose}>
          {props.back ?? say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
