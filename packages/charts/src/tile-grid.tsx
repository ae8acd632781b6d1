/** @jsxRuntime automatic */
import { ChartFrame, type ChartProps, type TableDisplay } from './chart-frame.tsx';
import { DataTable } from './data-table.tsx';
import { type Tone } from './geometry.ts';

/** A class of units: its tone, and a letter that says the same without colour. */
export interface TileClass {
  readonly id: string;
  readonly label: string;
  /** One or two letters, unlike those of the other classes. */
  readonly mark: string;
  readonly tone: Tone;
  readonly countText: string;
}
export interface Tile {
  readonly id: string;
  readonly label: string;
  readonly href?: string | undefined;
  /** null = without a class; the legend has words for it. */
  readonly classId: string | null;
  readonly valueText: string;
  readonly rankText: string;
}

export interface TileGridProps extends ChartProps {
  readonly classes: readonly TileClass[];
  /** In reading order: tiles carry no geography, only a place of their own. */
  readonly tiles: readonly Tile[];
  readonly table: TableDisplay;
  readonly words: {
    readonly legend: string;
    readonly none: string;
    readonly unit: string;
    readonly rank: string;
    readonly class: string;
    readonly value: string;
    readonly showTable: string;
  };
}

/**
 * Units as tiles of one size where no map of them may be used. Each tile has its name, its figure, the letter of its
 * class and the tone of its class: it reads in grey, on paper and aloud. Tiles with a page of their own are links.
 */
export function TileGrid({ classes, tiles, table, words, ...frame }: TileGridProps) {
  const byId = new Map(classes.map((each) => [each.id, each]));
  const classOf = ({ classId }: Tile): TileClass | undefined => byId.get(classId ?? '');
  return (
    <ChartFrame {...frame}>
      <ul className="px-legend" aria-label={words.legend}>
        {classes.map(({ id, label, mark, tone, countText }) => (
          <li key={id}>
            <span className={`px-tile-key px-tile-${tone}`} aria-hidden="true">
              {mark}
            </span>
            {`${label}: ${countText}`}
          </li>
        ))}
        {tiles.some((tile) => !classOf(tile)) ? (
          <li>
            <span className="px-tile-key px-tile-none" aria-hidden="true">
              –
            </span>
            {words.none}
          </li>
        ) : null}
      </ul>
      <ul className="px-tiles" aria-label={frame.title}>
        {tiles.map((tile) => (
          <TileItem key={tile.id} tile={tile} of={classOf(tile)} none={words.none} />
        ))}
      </ul>
      <DataTable
        caption={frame.title}
        headers={[words.unit, words.rank, words.class, words.value]}
        rows={tiles.map((tile) => ({
          id: tile.id,
          label: tile.label,
          href: tile.href,
          cells: [tile.rankText, classOf(tile)?.label ?? words.none, tile.valueText],
        }))}
        display={table}
        showWord={words.showTable}
      />
    </ChartFrame>
  );
}

function TileItem({
  tile,
  of,
  none,
}: {
  readonly tile: Tile;
  readonly of: TileClass | undefined;
  readonly none: string;
}) {
  const inside = (
    <>
      <span className="px-tile-mark" aria-hidden="true">
        {of?.mark ?? '–'}
      </span>
      <span className="px-tile-name">{tile.label}</span>
      <span className="px-hidden">{` ${of?.label ?? none}: `}</span>
      <span className="px-tile-value">{tile.valueText}</span>
    </>
  );
  const look = `px-tile px-tile-${of?.tone ?? 'none'}`;
  return (
    <li>
      {tile.href === undefined ? (
        <span className={look}>{inside}</span>
      ) : (
        <a className={look} href={tile.href}>
          {inside}
        </a>
      )}
    </li>
  );
}
