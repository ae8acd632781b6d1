export function PublicationsPage() { return null; }
