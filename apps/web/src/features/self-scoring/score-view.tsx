import type { ItemScore } from '@parix/api-contract';
import { shareForDrawing, showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Ruler, Tag } from '../../ui/index.ts';

/** Points from the server's engine with the reasons; the four kinds of outcome are named, never left to a zero. */
export function ScoreView({ score, pending }: { readonly score: ItemScore; readonly pending: boolean }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const lost = signOf(score.lost) > 0;
  return (
    <section className="pw-score" aria-labelledby="score-title">
      <h3 id="score-title">{say('self-scoring:score.title')}</h3>
      <p className="pw-score-line" role="status">
        {score.status === 'scored' ? (
          <>
            <strong className="pw-bigfigure">
              {showNumber(score.printedPoints ?? score.points ?? '0', language)}
            </strong>{' '}
            <span>{say('self-scoring:score.of', { max: showNumber(score.maximum, language) })}</span>{' '}
            {lost ? (
              <Tag tone="warning">
                {say('self-scoring:score.lost', { lost: showNumber(score.lost, language) })}
              </Tag>
            ) : null}
          </>
        ) : (
          <>
            <Tag tone={score.status === 'no-data' ? 'warning' : 'plain'}>
              {say(`common:status.${score.status}`)}
            </Tag>{' '}
            {score.status === 'not-applicable' && score.printedPoints !== null ? (
              <span>
                {say('common:pointsOf', {
                  points: showNumber(score.printedPoints, language),
                  max: showNumber(score.maximum, language),
                })}
              </span>
            ) : null}
          </>
        )}
      </p>
      <Ruler share={shareForDrawing(score.points ?? '0', score.maximum)} />
      {pending ? <p className="pw-hint">{say('self-scoring:score.pending')}</p> : null}
      {score.explanation.length > 0 ? (
        <ul className="pw-reasons">
          {score.explanation.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
