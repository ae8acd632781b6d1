export function SetPage() { return null; }
