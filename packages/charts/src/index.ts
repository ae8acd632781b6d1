export { type ChartProps, type TableDisplay } from './chart-frame.tsx';
export { ChartRows, type ChartRow, type ChartRowsProps } from './chart-rows.tsx';
export { CHARTS_CSS } from './charts-css.ts';
export { ClassDistribution, type ClassCount, type ClassDistributionProps } from './class-distribution.tsx';
export { DataTable, type DataRow, type DataTableProps } from './data-table.tsx';
export {
  changeDomain,
  position,
  span,
  stepOf,
  toneOf,
  waterfallDomain,
  waterfallLevels,
  type Domain,
  type Tone,
  type WaterfallLevel,
} from './geometry.ts';
export { HeatMap, type HeatCell, type HeatMapProps, type HeatRow, type HeatStep } from './heat-map.tsx';
export { RankingBars, type RankedUnit, type RankingBarsProps } from './ranking-bars.tsx';
export { TileGrid, type Tile, type TileClass, type TileGridProps } from './tile-grid.tsx';
export { Waterfall, type WaterfallProps, type WaterfallStep } from './waterfall.tsx';
export { YearChange, type UnitChange, type YearChangeProps } from './year-change.tsx';
