import type { PublicationBuild } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice } from '../../ui/index.ts';

export const isRunning = (build: PublicationBuild | null | undefined): boolean =>
  build?.state === 'waiting' || build?.state === 'building';

/** How far the latest publication has come, or what came of it. */
export function BuildOutcome({ build }: { readonly build: PublicationBuild }) {
  const say = useWords('rounds');
  if (isRunning(build)) return <Running build={build} />;
  if (build.state === 'cancelled') return <Notice quiet>{say('rounds:buildCancelled')}</Notice>;
  if (build.publication) return <Published build={build} />;
  return (
    <Notice tone="bad" title={say('rounds:buildFailed')}>
      <ul>
        {build.problems.map(({ place, message }, at) => (
          <li key={`${place} ${at}`}>
            <code>{place}</code>: {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Running({ build }: { readonly build: PublicationBuild }) {
  const say = useWords('rounds');
  const language = useLanguage();
  const label = useId();
  const queries = useQueryClient();
  // Whatever it ends with, the round and the public list are others then.
  useEffect(() => () => void queries.invalidateQueries(), [queries]);
  const cancel = useMutation({
    mutationFn: () => call('cancelPublicationBuild', { params: { roundId: build.roundId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['publication-build', build.roundId] }),
  });
  const { unitsTotal, unitsDone } = build;
  const count = (value: number) => showNumber(String(value), language);
  const words =
    unitsTotal === null
      ? say('rounds:buildWaiting')
      : unitsDone === 0
        ? say('rounds:buildComputing', { total: count(unitsTotal) })
        : say('rounds:buildWriting', { done: count(unitsDone), total: count(unitsTotal) });
  return (
    <>
      {cancel.isError ? <Failure error={cancel.error} /> : null}
      <p id={label}>{words}</p>
      <progress
        className="pw-progress"
        aria-labelledby={label}
        {...(unitsTotal !== null && unitsDone > 0 && { max: unitsTotal, value: unitsDone })}
      />
      <p className="pw-small">{say('rounds:buildHidden')}</p>
      <div className="pw-actions">
        <Button
          look="second"
          busy={cancel.isPending && say('rounds:buildCancelling')}
          onClick={() => cancel.mutate()}
        >
          {say('rounds:buildCancel')}
        </Button>
      </div>
    </>
  );
}

function Published({ build }: { readonly build: PublicationBuild }) {
  const say = useWords('rounds');
  const { publication } = build;
  if (!publication) return null;
  return (
    <Notice tone="good" quiet title={say('rounds:published', { files: publication.fileCount })}>
      <p>
        {build.isPublic ? (
          <a href={publication.url}>{say('rounds:publicPage')}</a>
        ) : (
          say('rounds:embargoed', { at: showInstant(publication.publishedAt) })
        )}
      </p>
      <p className="pw-small">
        {say('rounds:manifest')} <code>{publication.manifestHash}</code>
      </p>
    </Notice>
  );
}
