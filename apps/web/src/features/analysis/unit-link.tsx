import { Link } from '@tanstack/react-router';

/** To the page that explains the unit's place. */
export function UnitLink({
  roundId,
  unit,
  earlier,
}: {
  readonly roundId: string;
  readonly unit: { readonly unitId: string; readonly unitName: string };
  /** The round to be compared with. */
  readonly earlier?: string;
}) {
  return (
    <Link
      to="/rounds/$roundId/analysis/units/$unitId"
      params={{ roundId, unitId: unit.unitId }}
      search={earlier === undefined ? {} : { earlier }}
    >
      {unit.unitName}
    </Link>
  );
}
