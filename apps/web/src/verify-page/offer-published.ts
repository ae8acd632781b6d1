import { z } from 'zod';

const list = z.object({
  items: z.array(z.object({ roundTitle: z.string(), sequence: z.number(), zipUrl: z.url() })),
});

/** Offers what this server has published; a copy of the page elsewhere has nothing to offer and takes files only. */
export async function offerPublished(
  field: HTMLElement,
  choice: HTMLSelectElement,
  wanted: string | null,
): Promise<void> {
  const answer = await fetch('/api/v1/publications').catch(() => undefined);
  const parsed = list.safeParse(answer?.ok === true ? await answer.json().catch(() => undefined) : undefined);
  if (!parsed.success || parsed.data.items.length === 0) return;
  choice.append(new Option('Không chọn', ''));
  for (const { roundTitle, sequence, zipUrl } of parsed.data.items) {
    const path = new URL(zipUrl).pathname;
    choice.append(
      new Option(sequence > 1 ? `${roundTitle} (lần ${sequence})` : roundTitle, path, false, path === wanted),
    );
  }
  field.hidden = false;
}
