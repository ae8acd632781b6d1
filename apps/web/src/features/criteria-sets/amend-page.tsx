export function AmendPage() { return null; }
