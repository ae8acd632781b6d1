/** What a unit is called and where it stands from a day on; the ids are those of the changes that said so. */
export interface Period {
  /** First day, 'YYYY-MM-DD'. */
  readonly from: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: string | null;
  /** null: carried on from the period before, or entered without a document. */
  readonly namedBy: string | null;
  readonly placedBy: string | null;
}
/** From the first day of the unit on, ascending, at least one, each until the next. */
export type Periods = readonly Period[];

/** What a document says of a unit from a day on. What it does not say is carried on. */
export interface Statement {
  readonly from: string;
  readonly changeId: string;
  readonly naming?: { readonly name: string; readonly kind: string };
  readonly placing?: { readonly parentId: string | null };
}

type Naming = Pick<Period, 'name' | 'kind' | 'namedBy'>;
type Placing = Pick<Period, 'parentId' | 'placedBy'>;
interface Said {
  readonly from: string;
  readonly naming: Naming | null;
  readonly placing: Placing | null;
}

/** Adds what a document says; later periods that only carried the name or superior on carry on the new one. */
export function withStatement(periods: Periods, { from, changeId, naming, placing }: Statement): Periods {
  const said = saidIn(periods);
  const there = said.find((one) => one.from === from) ?? { from, naming: null, placing: null };
  const next: Said = {
    from,
    naming: naming ? { ...naming, namedBy: changeId } : there.naming,
    placing: placing ? { ...placing, placedBy: changeId } : there.placing,
  };
  return carriedOn([...said.filter((one) => one.from !== from), next]);
}

/** Takes back what a change said; nothing is left when it established the unit. */
export function withoutChange(periods: Periods, changeId: string): Periods {
  const said = saidIn(periods).map((one): Said => ({
    from: one.from,
    naming: one.naming?.namedBy === changeId ? null : one.naming,
    placing: one.placing?.placedBy === changeId ? null : one.placing,
  }));
  return carriedOn(said);
}

/** Corrects name and kind where they were stated that hold on the day; the document stays the same. */
export function withNaming(
  periods: Periods,
  day: string,
  naming: Pick<Naming, 'name' | 'kind'> & Partial<Pick<Naming, 'namedBy'>>,
): Periods {
  const said = saidIn(periods);
  const source = said.findLast((one) => one.naming !== null && one.from <= day);
  return carriedOn(
    said.map((one) =>
      one === source && one.naming ? { ...one, naming: { ...one.naming, ...naming } } : one,
    ),
  );
}

/** Corrects the superior where it was stated that holds on the day. */
export function withPlacing(periods: Periods, day: string, parentId: string | null): Periods {
  const said = saidIn(periods);
  const source = said.findLast((one) => one.placing !== null && one.from <= day);
  return carriedOn(
    said.map((one) =>
      one === source && one.placing ? { ...one, placing: { ...one.placing, parentId } } : one,
    ),
  );
}

/** The unit begins on another day, before its second period. */
export function startingOn(periods: Periods, from: string): Periods {
  return periods.map((period, at) => (at === 0 ? { ...period, from } : period));
}

/** The period that holds on the day; before the unit existed the first one. */
export function periodOn(periods: Periods, day: string): Period {
  const found = periods.findLast((period) => period.from <= day) ?? periods[0];
  if (!found) throw new RangeError('a unit without a period');
  return found;
}

function saidIn(periods: Periods): Said[] {
  return periods.map(({ from, name, kind, parentId, namedBy, placedBy }, at) => ({
    from,
    naming: at === 0 || namedBy !== null ? { name, kind, namedBy } : null,
    placing: at === 0 || placedBy !== null ? { parentId, placedBy } : null,
  }));
}

/** A period for each day on which something is said. What precedes the first name and superior is nothing. */
function carriedOn(said: readonly Said[]): Periods {
  const periods: Period[] = [];
  let before: Said = { from: '', naming: null, placing: null };
  for (const one of said.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const naming = one.naming ?? (before.naming && { ...before.naming, namedBy: null });
    const placing = one.placing ?? (before.placing && { ...before.placing, placedBy: null });
    before = { from: one.from, naming, placing };
    if ((one.naming || one.placing) && naming && placing)
      periods.push({ from: one.from, ...naming, ...placing });
  }
  return periods;
}
