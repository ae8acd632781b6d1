export function UnitResultPage() { return null; }
