import type { PartAnalysis, RoundAnalysis } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showNumber, shareForDrawing } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Ruler, Section, Table } from '../../ui/index.ts';
import { analysisQuery } from './analysis-queries.ts';
import { reasonWord } from './reason-words.ts';

/** Which items most units lose points on, and every area, criterion and item with what all units have there. */
export function LossesView({ roundId }: { readonly roundId: string }) {
  const analysis = useQuery(analysisQuery(roundId));
  return (
    <Loaded query={analysis}>
      {(data) => (
        <>
          <MostLost analysis={data} />
          <AllParts analysis={data} />
        </>
      )}
    </Loaded>
  );
}

const SHOWN = 15;

function MostLost({ analysis }: { readonly analysis: RoundAnalysis }) {
  const say = useWords('analysis');
  const language = useLanguage();
  const items = analysis.parts
    .filter(({ place, losing }) => place !== null && losing > 0)
    .sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
    .slice(0, SHOWN);
  if (items.length === 0)
    return <Empty title={say('analysis:losses.none')}>{say('analysis:losses.noneNext')}</Empty>;
  const names = headNames(say, ['place', 'item', 'losing', 'lost', 'why']);
  return (
    <Section title={say('analysis:losses.most')}>
      <p>{say('analysis:losses.mostText')}</p>
      <Table caption={say('analysis:losses.most')} hideCaption cards>
        <thead>
          <tr>
            <th scope="col" className="pw-number">
              {names.place}
            </th>
            <th scope="col">{names.item}</th>
            <th scope="col" className="pw-number">
              {names.losing}
            </th>
            <th scope="col" className="pw-number">
              {names.lost}
            </th>
            <th scope="col">{names.why}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="pw-number" data-name={names.place}>
                {item.place}
              </td>
              <th scope="row" data-name={names.item}>
                <PartLink roundId={analysis.roundId} part={item} />
              </th>
              <td className="pw-number" data-name={names.losing}>
                {say('analysis:of', { number: item.losing, all: item.units })}
              </td>
              <td className="pw-number" data-name={names.lost}>
                {showNumber(item.lost, language)}
              </td>
              <td data-name={names.why}>
                {item.reasons
                  .slice(0, 3)
                  .map(({ code, units }) => `${say(reasonWord(code))} (${units})`)
                  .join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function AllParts({ analysis }: { readonly analysis: RoundAnalysis }) {
  const say = useWords('analysis');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const rows = openRows(analysis.parts, open);
  const language = useLanguage();
  const names = headNames(say, ['part', 'share', 'losing', 'lost']);
  return (
    <Section title={say('analysis:losses.parts')}>
      <p>{say('analysis:losses.partsText')}</p>
      <Table caption={say('analysis:losses.parts')} hideCaption cards>
        <thead>
          <tr>
            <th scope="col">{names.part}</th>
            <th scope="col" className="pw-number">
              {names.share}
            </th>
            <th scope="col" className="pw-number">
              {names.losing}
            </th>
            <th scope="col" className="pw-number">
              {names.lost}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((part) => (
            <tr key={part.id}>
              <th scope="row" data-name={names.part} data-level={part.level}>
                <span>
                  {part.level === 'area' ? (
                    <strong>
                      <PartLink roundId={analysis.roundId} part={part} />
                    </strong>
                  ) : (
                    <PartLink roundId={analysis.roundId} part={part} />
                  )}{' '}
                  {part.level === 'area' ? (
                    <Button
                      look="quiet"
                      size="small"
                      aria-expanded={open.has(part.id)}
                      onClick={() => toggle(part.id)}
                    >
                      {say(open.has(part.id) ? 'analysis:losses.close' : 'analysis:losses.open', {
                        code: part.code,
                      })}
                    </Button>
                  ) : null}
                </span>
              </th>
              <td className="pw-number" data-name={names.share}>
                <span>
                  {part.share === null ? '–' : `${showNumber(part.share, language)}%`}
                  {part.share === null ? null : <Ruler share={shareForDrawing(part.share, '100')} />}
                </span>
              </td>
              <td className="pw-number" data-name={names.losing}>
                {say('analysis:of', { number: part.losing, all: part.units })}
              </td>
              <td className="pw-number" data-name={names.lost}>
                {showNumber(part.lost, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Areas, and what is below those that are open. */
function openRows(parts: readonly PartAnalysis[], open: ReadonlySet<string>): readonly PartAnalysis[] {
  let area = '';
  return parts.filter((part) => {
    if (part.parentId === null) area = part.id;
    return part.parentId === null || open.has(area);
  });
}

export function PartLink({
  roundId,
  part,
}: {
  readonly roundId: string;
  readonly part: Pick<PartAnalysis, 'id' | 'code' | 'name'>;
}) {
  return (
    <Link to="/rounds/$roundId/analysis/$partId" params={{ roundId, partId: part.id }}>
      {`${part.code} ${part.name}`}
    </Link>
  );
}

type Head = 'place' | 'item' | 'part' | 'losing' | 'lost' | 'why' | 'share';
function headNames<H extends Head>(say: ReturnType<typeof useWords>, heads: readonly H[]): Record<H, string> {
  return Object.fromEntries(heads.map((head) => [head, say(`analysis:column.${head}`)])) as Record<H, string>;
}
