import type { UnitChangePreview, UnitEffect } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
import type { Language } from '../../i18n/current-language.ts';
import { Notice, Table } from '../../ui/index.ts';
import { kindWords } from './unit-words.ts';

/** Units that only follow their superior are folded away when there are more. */
const MOVED_SHOWN = 12;

/** What a change would do, unit by unit, and what else it touches; or why it cannot be made. */
export function ChangePreview({ preview }: { readonly preview: UnitChangePreview }) {
  const say = useWords('units');
  const { effects, effectCount, problems, accounts, rounds } = preview;
  if (problems.length > 0)
    return (
      <Notice tone="bad" title={say('units:cannot')}>
        <ul>
          {problems.map(({ place, code, message }) => (
            <li key={`${place} ${code}`}>{message}</li>
          ))}
        </ul>
      </Notice>
    );
  const moved = effects.filter(({ effect }) => effect === 'moved');
  const folds = moved.length > MOVED_SHOWN && moved.length < effects.length;
  const folded = folds ? moved : [];
  const shown = folds ? effects.filter(({ effect }) => effect !== 'moved') : effects;
  return (
    <div className="pw-stack">
      <Notice title={say('units:previewTitle', { number: effectCount })}>{say('units:previewText')}</Notice>
      <EffectTable caption={say('units:effects')} effects={shown} />
      {folded.length > 0 ? (
        <details className="pw-details">
          <summary>{say('units:movedBelow', { number: folded.length })}</summary>
          <EffectTable caption={say('units:movedCaption')} effects={folded} />
        </details>
      ) : null}
      {effectCount > effects.length ? (
        <p className="pw-hint">{say('units:moreEffects', { number: effectCount - effects.length })}</p>
      ) : null}
      {accounts > 0 ? (
        <Notice tone="warning">{say('units:touchesAccounts', { number: accounts })}</Notice>
      ) : null}
      {rounds.length > 0 ? (
        <Notice tone="warning" title={say('units:touchesRounds')}>
          <ul>
            {rounds.map(({ roundId, title, units }) => (
              <li key={roundId}>
                <Link to="/rounds/$roundId" params={{ roundId }}>
                  {title}
                </Link>{' '}
                {say('units:touchesRoundUnits', { number: units })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}

function EffectTable(props: { readonly caption: string; readonly effects: readonly UnitEffect[] }) {
  const say = useWords('units');
  const language = useLanguage();
  const heads = ['name', 'code', 'effect'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`units:column.${head}`)]));
  return (
    <Table caption={props.caption} cards>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {names[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.effects.map((effect, at) => (
          <tr key={`${effect.code} ${effect.effect} ${at}`}>
            <th scope="row" data-name={names.name}>
              {effect.name}
            </th>
            <td data-name={names.code}>
              <span className="pw-code">{effect.code}</span>
            </td>
            <td data-name={names.effect}>{effectWords(effect, say, language)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function effectWords({ effect, before, after }: UnitEffect, say: Say, language: Language): string {
  const [was, is] = [before ?? say('units:atTop'), after ?? say('units:atTop')];
  switch (effect) {
    case 'begins':
      return say('units:effect.begins', { under: is });
    case 'ends':
      return after === null ? say('units:effect.ends') : say('units:effect.goesInto', { into: after });
    case 'renamed':
      return say('units:effect.renamed', { before: was, after: is });
    case 'kind-changed':
      return say('units:effect.kind', {
        before: kindWords(was, say),
        after: kindWords(is, say),
      });
    case 'moved':
      return say('units:effect.moved', { before: was, after: is });
    case 'gives':
      return say('units:effect.gives', { share: showNumber(before ?? '', language), to: is });
    case 'continues':
      return say('units:effect.continues');
  }
}
