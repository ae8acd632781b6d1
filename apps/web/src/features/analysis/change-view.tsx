import type { ChangeSummary, UnitChangeExplained } from '@parix/api-contract';
import { approximate, showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Table } from '../../ui/index.ts';
import { causeWord } from './reason-words.ts';
import { signedNumber } from './signed-number.ts';

/** What a difference consists of; the lines add up exactly. `layers`: one ruler, self-score against result. */
export function ChangeFacts({
  change,
  between,
}: {
  readonly change: ChangeSummary;
  readonly between: 'layers' | 'years';
}) {
  const say = useWords('analysis');
  const language = useLanguage();
  const parts = (['real', 'ruler', 'unlike', 'bounds'] as const).filter(
    (part) => signOf(change[part]) !== 0 || (part === 'real' && between === 'years'),
  );
  return (
    <>
      <dl className="pw-facts">
        <div>
          <dt>{say(`analysis:change.before.${between}`)}</dt>
          <dd>{`${showNumber(change.before, language, 2)}%`}</dd>
        </div>
        <div>
          <dt>{say(`analysis:change.after.${between}`)}</dt>
          <dd>{`${showNumber(change.after, language, 2)}%`}</dd>
        </div>
        <div>
          <dt>{say('analysis:change.change')}</dt>
          <dd>
            <span className="pw-bigfigure">{signedNumber(change.change, language)}</span>
          </dd>
        </div>
        {parts.map((part) => (
          <div key={part}>
            <dt>{say(`analysis:change.${part}.${between}`)}</dt>
            <dd>{signedNumber(change[part], language)}</dd>
          </div>
        ))}
      </dl>
      {between === 'years' && change.comparable ? (
        <p>
          {say('analysis:change.comparable', {
            weight: showNumber(change.comparable.weight, language, 2),
            before: showNumber(change.comparable.before, language, 2),
            after: showNumber(change.comparable.after, language, 2),
          })}
        </p>
      ) : null}
      {between === 'years' && !change.comparable ? <p>{say('analysis:change.nothing')}</p> : null}
    </>
  );
}

type Entry = UnitChangeExplained['entries'][number];

/** The items behind a difference, the largest loss first; items that changed nothing are left out. */
export function ChangeTable({
  entries,
  caption,
  between,
}: {
  readonly entries: readonly Entry[];
  readonly caption: string;
  readonly between: 'layers' | 'years';
}) {
  const say = useWords('analysis');
  const language = useLanguage();
  const moved = entries.filter((entry) =>
    [entry.real, entry.ruler, entry.unlike].some((part) => signOf(part) !== 0),
  );
  if (moved.length === 0) return <p>{say('analysis:change.noItems')}</p>;
  const names = {
    item: say('analysis:column.item'),
    real: say(`analysis:change.real.${between}`),
    ruler: say(`analysis:change.ruler.${between}`),
    unlike: say(`analysis:change.unlike.${between}`),
    how: say('analysis:change.how'),
  };
  const shown = (value: string) => (signOf(value) === 0 ? '–' : signedNumber(value, language));
  return (
    <Table caption={caption} hideCaption cards>
      <thead>
        <tr>
          <th scope="col">{names.item}</th>
          {(['real', 'ruler', 'unlike'] as const).map((part) => (
            <th scope="col" key={part} className="pw-number">
              {names[part]}
            </th>
          ))}
          {between === 'years' ? <th scope="col">{names.how}</th> : null}
        </tr>
      </thead>
      <tbody>
        {moved.toSorted(byEffect).map((entry) => (
          <tr
            key={[...entry.from, '→', ...entry.to]
              .map((item) => (typeof item === 'string' ? item : item.id))
              .join()}
          >
            <th scope="row" data-name={names.item}>
              {itemWords(entry)}
            </th>
            {(['real', 'ruler', 'unlike'] as const).map((part) => (
              <td key={part} className="pw-number" data-name={names[part]}>
                {shown(entry[part])}
              </td>
            ))}
            {between === 'years' ? (
              <td data-name={names.how}>
                {entry.cause === null
                  ? say(`analysis:method.${entry.method ?? 'same-share'}`)
                  : [say(causeWord(entry.cause)), entry.reason].filter((part) => part).join(': ')}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const sizeOf = ({ real, ruler, unlike }: Entry): number =>
  [real, ruler, unlike].map(approximate).reduce((sum, value) => sum + value, 0);
const byEffect = (a: Entry, b: Entry): number => sizeOf(a) - sizeOf(b);

function itemWords({ from, to }: Entry): string {
  const named = (items: Entry['from']) => items.map(({ code, name }) => `${code} ${name}`).join('; ');
  if (from.length === 0 || to.length === 0) return named([...from, ...to]);
  return named(from) === named(to) ? named(to) : `${named(from)} → ${named(to)}`;
}
