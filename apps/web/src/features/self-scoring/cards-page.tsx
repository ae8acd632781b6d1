export function CardsPage() { return null; }
