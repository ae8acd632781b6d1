export function SetsPage() { return null; }
